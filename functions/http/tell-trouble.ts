// Why health is not well: a database that cannot be used, in the log, and in a sentence for whoever asks.
import type { Context } from 'hono'
import { DatabaseError } from '../../shared/database/database.ts'
import type { Log } from '../../shared/log.ts'
import type { ApiEnv } from './deps.ts'
import { tellReason } from './tell-reason.ts'

const outside = 'the database cannot be used; a key with the scope metrics, or the log, says why'

/** Throws what is no DatabaseError. */
export function tellTrouble(c: Context<ApiEnv>, error: unknown, { log }: { log: Log }): string {
  if (!(error instanceof DatabaseError)) throw error
  log.warn({ error: error.message }, 'health.failed')
  return tellReason({ inside: error.message, outside }, c.var.asker)
}
