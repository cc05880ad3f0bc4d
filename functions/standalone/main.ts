// One endpoint as a program and as a fetch handler: `node FILE` serves it, and who imports FILE mounts it.
import { realpathSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describeVariables } from '../../shared/config/describe-variables.ts'
import { readEnvironment } from '../../shared/config/environment.ts'
import { functionsConfig } from '../../shared/config/functions-config.ts'
import { openLog } from '../../shared/log.ts'
import { placesOf } from '../http/endpoint.ts'
import { openDeps } from '../open-deps.ts'
import { runServer } from '../run-server.ts'
import { createStandalone, type StandaloneEndpoint } from './create-standalone.ts'
import { type FetchHandler, openFetch } from './open-fetch.ts'

/** The endpoint itself comes first, behind it the probes that it is served with. */
export type Served = readonly [StandaloneEndpoint, ...StandaloneEndpoint[]]

export function fetchHandler(served: Served): FetchHandler {
  const program = `functions/${served[0].name}`
  const open = async () => {
    const directory = process.cwd()
    const config = functionsConfig(readEnvironment(process.env, directory), directory)
    const log = await openLog({ program, level: config.logLevel, terminal: false })
    // Who can reach a place where this is mounted, nobody here knows: without a key it serves no one.
    return createStandalone(await openDeps(config, { log, keylessAllowed: false }), served)
  }
  return openFetch(open, { program })
}

/** Serves until a signal when `moduleUrl` is the file that Node was started with; does nothing in a file that was imported. */
export async function runWhenStarted(served: Served, moduleUrl: string): Promise<void> {
  if (!isStarted(moduleUrl)) return
  const [endpoint] = served
  process.exitCode = await runServer(
    { name: `functions/${endpoint.name}`, help: helpOf(endpoint), createApi: (deps) => createStandalone(deps, served) },
    {
      args: process.argv.slice(2),
      environment: process.env,
      directory: process.cwd(),
      terminal: process.stderr.isTTY === true,
    },
  )
}

function isStarted(moduleUrl: string): boolean {
  const [, started] = process.argv
  return started !== undefined && realpathSync(started) === realpathSync(fileURLToPath(moduleUrl))
}

const helpOf = (
  endpoint: StandaloneEndpoint,
) => `functions/${endpoint.name}: one endpoint of Storeplane's HTTP API, by itself

${placesOf(endpoint)
  .map((path) => `${endpoint.method} ${path}`)
  .join('\n')}

Usage: node ${endpoint.name}.mjs [--help]

It serves that endpoint, and /health/live and /health/ready as probes of the process; every other path is 404.
Imported, it starts nothing: its export \`fetch\` (also \`default.fetch\`) takes a Request, resolves with the Response, reads the
configuration at the first one, and serves nobody without an API key.
Exit codes: 0 stopped by SIGTERM or SIGINT, 1 it could not start, 2 a fault of the configuration.

${describeVariables('functions')}`
