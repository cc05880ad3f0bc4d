// A database that cannot be used, as health tells it to an operator and to anybody else.
import type { DatabaseError } from '../../shared/database/database.ts'
import type { Reason } from './tell-reason.ts'

export function describeTrouble({ message }: DatabaseError): Reason {
  return { inside: message, outside: 'the database cannot be used; a key with the scope metrics, or the log, says why' }
}
