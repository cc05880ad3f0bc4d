// What an API stands on, from its configuration: the migrated database, the log, and its settings.
import { type Clock, systemClock } from '../shared/clock.ts'
import type { FunctionsConfig } from '../shared/config/functions-config.ts'
import type { Database } from '../shared/database/database.ts'
import { migrate } from '../shared/database/migrate.ts'
import { openDatabase } from '../shared/database/open-database.ts'
import { describeError, ExitError } from '../shared/errors.ts'
import type { Log } from '../shared/log.ts'
import type { ProgramDeps } from './http/deps.ts'

/** `keylessAllowed` only where nothing but this machine can connect. Throws an ExitError when the database cannot be used. */
export async function openDeps(
  config: FunctionsConfig,
  { log, keylessAllowed }: { log: Log; keylessAllowed: boolean },
): Promise<ProgramDeps> {
  const { reservedNames, secretKeys, rateLimitPerSecond, nameHoldMs, corsAllowOrigins } = config
  const settings = { reservedNames, secretKeys, rateLimitPerSecond, nameHoldMs, corsAllowOrigins, keylessAllowed }
  return { database: await openMigrated(config, systemClock, log), log, clock: systemClock, settings }
}

async function openMigrated(config: FunctionsConfig, clock: Clock, log: Log): Promise<Database> {
  const { database: address, databaseAuthToken: authToken } = config
  const database = await openDatabase({ address, authToken, synchronous: 'FULL', clock })
  try {
    await database.proveSound()
    const applied = await migrate(database)
    if (applied.length > 0) log.info({ database: database.location, versions: applied }, 'schema.migrated')
    return database
  } catch (error) {
    database.close()
    log.fatal({ database: database.location, error: describeError(error) }, 'database.unusable')
    throw new ExitError(1, 'the database cannot be used; look at DATABASE_URL', { cause: error })
  }
}
