// The program of the API: configuration, wiring, exit code.
import { parseArgs } from 'node:util'
import { type Clock, systemClock } from '../shared/clock.ts'
import { forgottenVariables, readEnvironment } from '../shared/config/environment.ts'
import { type FunctionsConfig, functionsConfig } from '../shared/config/functions-config.ts'
import type { Database } from '../shared/database/database.ts'
import { migrate } from '../shared/database/migrate.ts'
import { openDatabase } from '../shared/database/open-database.ts'
import { describeError, ExitError } from '../shared/errors.ts'
import { type Log, openLog } from '../shared/log.ts'
import { version } from '../shared/version.ts'
import { createApi } from './app.ts'
import { builtDashboard } from './http/built-dashboard.ts'
import type { Deps } from './http/deps.ts'
import { anyKeyExists } from './http/find-key.ts'
import { type Listening, serve } from './serve.ts'

const help = `functions: the HTTP API of Storeplane

Usage: functions [--help]

It reads .env and the environment: DATABASE_URL, DATABASE_AUTH_TOKEN, HOST (127.0.0.1), PORT (5000; 0 picks a free one),
RESERVED_NAMES, STORE_SECRET_KEY (only to give out credentials), STORE_ADMIN_EMAIL, RATE_LIMIT_PER_SECOND (0: no limit),
CORS_ALLOW_ORIGINS (origins whose pages may read answers; none), LOG_LEVEL.
Exit codes: 0 stopped by SIGTERM or SIGINT, 1 it could not start, 2 a fault of the configuration.`

const loopback = ['127.0.0.1', 'localhost', '::1']
const stopWithinMs = 10_000

try {
  process.exitCode = await main()
} catch (error) {
  console.error(`functions: ${describeError(error)}`)
  process.exitCode = error instanceof ExitError ? error.exitCode : 1
}

async function main(): Promise<number> {
  if (readArguments(process.argv.slice(2)).help) {
    console.log(help)
    return 0
  }
  const environment = readEnvironment(process.env, process.cwd())
  const config = functionsConfig(environment, process.cwd())
  const log = openLog({ program: 'functions', level: config.logLevel, terminal: process.stderr.isTTY === true })
  const forgotten = forgottenVariables(environment)
  if (forgotten !== undefined) log.warn(forgotten)
  const stopped = stopSignal()
  const stopping = new AbortController()
  const database = await openMigrated(config, systemClock, log)
  await refuseOpenWithoutKey(config, database)
  const listening = await serveApi(config, { database, log, stopping: stopping.signal })
  log.info({ url: listening.url, database: database.location, version }, `serving at ${listening.url}`)
  log.info({ signal: await stopped }, 'stopping: running requests are answered first')
  stopping.abort()
  await listening.stop({ withinMs: stopWithinMs })
  database.close()
  log.info('stopped')
  return 0
}

function readArguments(args: string[]): { help: boolean } {
  try {
    return { help: parseArgs({ args, options: { help: { type: 'boolean', short: 'h' } } }).values.help === true }
  } catch (error) {
    throw new ExitError(2, `${describeError(error)}; see functions --help`)
  }
}

/** Listened to from the beginning, so that a stop during the start is not lost. */
function stopSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, resolve)
  })
}

async function openMigrated(config: FunctionsConfig, clock: Clock, log: Log): Promise<Database> {
  const { database: address, databaseAuthToken: authToken } = config
  const database = await openDatabase({ address, authToken, synchronous: 'FULL', clock })
  try {
    const applied = await migrate(database)
    if (applied.length > 0)
      log.info({ database: database.location, versions: applied }, 'the schema was brought up to date')
    return database
  } catch (error) {
    log.fatal({ database: database.location, problem: describeError(error) }, 'the database cannot be used')
    throw new ExitError(1, 'the database cannot be used; look at DATABASE_URL', { cause: error })
  }
}

async function refuseOpenWithoutKey({ host }: FunctionsConfig, database: Database): Promise<void> {
  if (loopback.includes(host) || (await anyKeyExists(database))) return
  throw new ExitError(
    2,
    `HOST is ${host}, and whoever can reach it could do everything, for no key was made yet. Make one with:
  storeplane admin keys create --owner NAME --scopes read,write
or leave HOST at 127.0.0.1.`,
  )
}

function serveApi(config: FunctionsConfig, parts: Pick<Deps, 'database' | 'log' | 'stopping'>): Promise<Listening> {
  const { reservedNames, secretKeys, adminEmail, rateLimitPerSecond, corsAllowOrigins, host, port } = config
  const keylessAllowed = loopback.includes(host)
  const settings = { reservedNames, secretKeys, adminEmail, rateLimitPerSecond, corsAllowOrigins, keylessAllowed }
  const api = createApi({ ...parts, ...builtDashboard, clock: systemClock, settings })
  return serve({ fetch: api.fetch, host, port, clock: systemClock })
}
