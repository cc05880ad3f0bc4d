// Opens the database that DATABASE_URL names for one admin command, and closes it again.
import { adminConfig } from '../../shared/config/admin-config.ts'
import type { Database } from '../../shared/database/database.ts'
import { requireSchema } from '../../shared/database/migrate.ts'
import { openDatabase } from '../../shared/database/open-database.ts'
import type { Context } from '../context.ts'
import { explainMissingDriver } from './explain-missing-driver.ts'

/** `schema` is false for the one command that makes it. */
export async function withDatabase<T>(
  { environment, directory, clock }: Context,
  action: (database: Database) => Promise<T>,
  { schema = true }: { schema?: boolean } = {},
): Promise<T> {
  const { database: address, databaseAuthToken: authToken } = adminConfig(environment, directory)
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
