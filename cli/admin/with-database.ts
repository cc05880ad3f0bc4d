// Opens the database that DATABASE_URL names for one admin command, and closes it again.
import { existsSync } from 'node:fs'
import { adminConfig } from '../../shared/config/admin-config.ts'
import type { DatabaseAddress } from '../../shared/config/database-address.ts'
import type { Database } from '../../shared/database/database.ts'
import { requireSchema } from '../../shared/database/migrate.ts'
import { openDatabase } from '../../shared/database/open-database.ts'
import { ExitError } from '../../shared/errors.ts'
import type { Context } from '../context.ts'
import { explainMissingDriver } from './explain-missing-driver.ts'

/** `schema` is false for the one command that makes it, and the file as well. */
export async function withDatabase<T>(
  { environment, directory, clock }: Context,
  action: (database: Database) => Promise<T>,
  { schema = true }: { schema?: boolean } = {},
): Promise<T> {
  const { database: address, databaseAuthToken: authToken } = adminConfig(environment, directory)
  if (schema) requireFile(address)
  const database = await openDatabase({ address, authToken, synchronous: 'FULL', clock })
  try {
    return await explainMissingDriver(async () => {
      if (schema) await requireSchema(database)
      return action(database)
    })
  } finally {
    database.close()
  }
}

/** Checked before the driver opens the file, for the driver would create an empty one. */
function requireFile(address: DatabaseAddress): void {
  if (address.kind === 'remote' || existsSync(address.file)) return
  throw new ExitError(
    1,
    `there is no database at ${address.file}; set DATABASE_URL to the one that functions and poller use. For a new installation storeplane admin migrate creates it`,
  )
}
