// Where the database is.
import { databaseAddress } from '../database-address.ts'
import { secretText } from '../shape.ts'
import type { Variable } from '../variable.ts'

export const database = {
  DATABASE_URL: {
    readBy: ['functions', 'poller', 'admin'],
    default: 'sqlite:///store_platform.db',
    shape: databaseAddress,
    meaning:
      'Where the database is: `sqlite:///x` is relative to the working directory, `sqlite:////x` absolute. A new file gets mode 0600; its folder must exist.',
    example: 'libsql://db.example.com',
  },
  DATABASE_AUTH_TOKEN: {
    readBy: ['functions', 'poller', 'admin'],
    shape: secretText,
    meaning: 'The token for a libSQL server.',
    example: 'eyJhbGciOi…',
  },
} as const satisfies Record<string, Variable>
