// A program that serves an API until a signal ends it: configuration, wiring, exit code.
import { setMaxListeners } from 'node:events'
import { parseArgs } from 'node:util'
import { systemClock } from '../shared/clock.ts'
import { describeRetiredVariables, type Environment, readEnvironment } from '../shared/config/environment.ts'
import { type FunctionsConfig, functionsConfig } from '../shared/config/functions-config.ts'
import type { Database } from '../shared/database/database.ts'
import { describeError, ExitError } from '../shared/errors.ts'
import { openLog } from '../shared/log.ts'
import { refuseDebugger } from '../shared/refuse-debugger.ts'
import { openServiceManager } from '../shared/service-manager.ts'
import { version } from '../shared/version.ts'
import { noteRefusals } from './connections/note-refusals.ts'
import type { ProgramDeps } from './http/deps.ts'
import { makeHttpMetrics } from './http/http-metrics.ts'
import { anyKeyExists } from './http/middleware/find-key.ts'
import type { createMiddlewareStack } from './http/middleware/middleware-stack.ts'
import { openDeps } from './open-deps.ts'
import { serve } from './serve.ts'

export type Program = {
  name: string
  /** What --help says. */
  help: string
  createApi: (deps: ProgramDeps) => Pick<ReturnType<typeof createMiddlewareStack>, 'fetch'>
}
export type Surroundings = { args: string[]; environment: Environment; directory: string; terminal: boolean }

const loopback = ['127.0.0.1', 'localhost', '::1']
const stopWithinMs = 10_000

/** Returns the exit code; says on standard error why it is not 0. */
export async function runServer(program: Program, surroundings: Surroundings): Promise<0 | 1 | 2> {
  refuseDebugger()
  try {
    if (readArguments(program, surroundings.args).help) console.log(program.help)
    else await serveUntilStopped(program, surroundings)
    return 0
  } catch (error) {
    console.error(`${program.name}: ${describeError(error)}`)
    return error instanceof ExitError ? error.exitCode : 1
  }
}

async function serveUntilStopped(
  { name, createApi }: Program,
  { environment: given, directory, terminal }: Surroundings,
) {
  const environment = readEnvironment(given, directory)
  const config = functionsConfig(environment, directory)
  const log = await openLog({ program: name, level: config.logLevel, terminal })
  const retired = describeRetiredVariables(environment)
  if (retired !== undefined) log.warn({ warning: retired }, 'configuration.retired_variables')
  const stopped = stopSignal()
  const stopping = new AbortController()
  // Each stream listens to it; how many there are is bounded elsewhere.
  setMaxListeners(0, stopping.signal)
  const { host, port } = config
  const deps = await openDeps(config, { log, keylessAllowed: loopback.includes(host) })
  const { database } = deps
  await refuseOpenWithoutKey(config, database)
  const metrics = makeHttpMetrics()
  const { fetch } = createApi({ ...deps, metrics, stopping: stopping.signal })
  const onRefused = noteRefusals({ counter: metrics.refused, log, clock: systemClock, stopping: stopping.signal })
  const listening = await serve({ fetch, host, port, clock: systemClock, onRefused })
  const serviceManager = openServiceManager({ environment, pid: process.pid, clock: systemClock, log })
  log.info({ url: listening.url, database: database.location, version }, 'functions.listening')
  serviceManager?.ready()
  log.info({ signal: await stopped }, 'functions.stopping')
  serviceManager?.stopping()
  stopping.abort()
  await listening.stop({ withinMs: stopWithinMs })
  database.close()
  log.info('functions.stopped')
}

function readArguments({ name }: Program, args: string[]): { help: boolean } {
  try {
    return { help: parseArgs({ args, options: { help: { type: 'boolean', short: 'h' } } }).values.help === true }
  } catch (error) {
    throw new ExitError(2, `${describeError(error)}; see ${name} --help`)
  }
}

/** Listened to from the beginning, so that a stop during the start is not lost. */
function stopSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, resolve)
  })
}

async function refuseOpenWithoutKey({ host }: FunctionsConfig, database: Database): Promise<void> {
  if (loopback.includes(host) || (await anyKeyExists(database))) return
  throw new ExitError(
    2,
    `Refusing to listen on ${host} without an API key: anyone who can reach it would have full access. Make a key with:
  storeplane admin keys create --owner NAME --scopes read,write
or leave HOST at 127.0.0.1.`,
  )
}
