// The poller: configuration, wiring, and the exit code.
import { createHash } from 'node:crypto'
import { hostname } from 'node:os'
import { systemClock } from '../../shared/clock.ts'
import { describeRetiredVariables, type Environment, readEnvironment } from '../../shared/config/environment.ts'
import { type PollerConfig, pollerConfig } from '../../shared/config/poller-config.ts'
import type { Database } from '../../shared/database/database.ts'
import { openDatabase } from '../../shared/database/open-database.ts'
import { engines } from '../../shared/engines/index.ts'
import { describeError, ExitError } from '../../shared/errors.ts'
import { makeHolderId } from '../../shared/ids.ts'
import { type Log, openLog } from '../../shared/log.ts'
import { refuseDebugger } from '../../shared/refuse-debugger.ts'
import { openServiceManager } from '../../shared/service-manager.ts'
import { version } from '../../shared/version.ts'
import { knownKinds } from '../operations/index.ts'
import { alive } from './alive.ts'
import { awaitSchema } from './await-schema.ts'
import { configForCheck } from './config-for-check.ts'
import { connector } from './connect.ts'
import { type Heartbeat, openHeartbeat } from './heartbeat.ts'
import { openLiveness } from './liveness.ts'
import { help, type Mode, parseOptions } from './options.ts'
import type { OwnRelease, OwnReleaseOptions } from './own-release.ts'
import { preflight } from './preflight.ts'
import { run } from './run.ts'

async function main(): Promise<number> {
  refuseDebugger()
  const mode = parseOptions(process.argv.slice(2))
  if (mode.do === 'help') {
    console.log(help)
    return 0
  }
  const directory = process.cwd()
  const environment = readEnvironment(process.env, directory)
  if (mode.do === 'alive') return alive({ environment, directory, clock: systemClock, print: console.log })
  const { config, keyFault } =
    mode.do === 'check'
      ? configForCheck(environment, directory)
      : { config: pollerConfig(environment, directory), keyFault: null }
  scrubSecretsFromEnv()
  const database = await openDatabase({
    address: config.database,
    authToken: config.databaseAuthToken,
    synchronous: 'NORMAL',
    clock: systemClock,
  })
  try {
    if (mode.do === 'check')
      return await (await import('./check.ts')).check({ config, keyFault, environment, database, print: console.log })
    return await poll(mode, { config, environment, database })
  } finally {
    database.close()
  }
}

async function poll(
  mode: Mode,
  { config, environment, database }: { config: PollerConfig; environment: Environment; database: Database },
) {
  const log = await openLog({ program: 'poller', level: config.logLevel, terminal: process.stderr.isTTY === true })
  const retired = describeRetiredVariables(environment)
  if (retired) log.warn({ warning: retired }, 'configuration.retired_variables')
  const helmBinary = preflight(config, environment)
  const stop = stopSignal()
  const holder = makeHolderId(hostname(), process.pid)
  log.info({ database: database.location, holder, mode: mode.do, version }, 'poller.started')
  const shared = { database, config, clock: systemClock, log }
  const serviceManager = openServiceManager({ environment, pid: process.pid, clock: systemClock, log })
  const liveness = openLiveness({ file: config.livenessFile, serviceManager, clock: systemClock, log })
  const ownRelease = releaseOnDemand({ ...shared, pollerId: pollerId(config) })
  // A single tick that finds nothing to do does not read the chart; one that installs registers it then.
  const afterBeat = mode.do === 'tick' ? {} : { afterBeat: async () => (await ownRelease()).register() }
  const ownProcess = mode.do === 'tick' ? undefined : { id: holder, pid: process.pid, isRunning }
  const heartbeat = openHeartbeat({ ...shared, pollerId: pollerId(config), version, process: ownProcess, ...afterBeat })
  const work = async () => {
    liveness.ready()
    const connect = connector({ ...shared, environment, helmBinary, random: Math.random, ownRelease, stop })
    const served = { cluster: config.clusterName, kinds: knownKinds, engines }
    return run(mode, { ...shared, holder, served, heartbeat, liveness, connect, stop })
  }
  const code = (await awaitSchema(mode, { ...shared, holder, liveness, stop })) ? await work() : 0
  await recordEnd(heartbeat, log, { isStopped: mode.do === 'watch' || stop.aborted })
  log.info({ code, stopped: stop.aborted }, 'poller.ended')
  return code
}

/** Where nobody starts it again, functions say so at once. A database that is away costs the exit nothing. */
async function recordEnd(heartbeat: Heartbeat, log: Log, { isStopped }: { isStopped: boolean }): Promise<void> {
  try {
    await (isStopped ? heartbeat.stopped() : heartbeat.left())
  } catch (error) {
    log.warn({ error: describeError(error) }, 'poller.stop_not_recorded')
  }
}

/** Sends nothing. A process of another user is there too. */
function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** What a kubeconfig's exec plugin starts inherits this process's environment; the secrets in it are none of its business. */
function scrubSecretsFromEnv(): void {
  for (const name of ['STORE_SECRET_KEY', 'DATABASE_AUTH_TOKEN']) delete process.env[name]
}

/**
 * The same for each run with the same set-up on a host, so that a cron's runs share one row. Processes that go on have rows of
 * their own besides.
 */
function pollerId({ chartPath, valuesFiles, kubeconfig, urlTemplate, clusterName }: PollerConfig): string {
  const setup = createHash('sha256')
    .update(JSON.stringify([chartPath, valuesFiles, kubeconfig, urlTemplate, clusterName]))
    .digest('hex')
  return `${hostname()}/${setup.slice(0, 8)}`
}

function releaseOnDemand(options: OwnReleaseOptions): () => Promise<OwnRelease> {
  let opened: Promise<OwnRelease> | undefined
  return () => {
    opened ??= import('./own-release.ts').then(({ openOwnRelease }) => openOwnRelease(options))
    return opened
  }
}

function stopSignal(): AbortSignal {
  const stop = new AbortController()
  for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, () => stop.abort(name))
  return stop.signal
}

/** Ends by itself, so that the driver moves its log into the file, but soon whatever is still open. */
function end(code: number): void {
  process.exitCode = code
  setTimeout(() => process.exit(code), 1_000).unref()
}

main().then(end, (error: unknown) => {
  console.error(error instanceof ExitError ? error.message : `poller: ${describeError(error)}`)
  end(error instanceof ExitError ? error.exitCode : 1)
})
