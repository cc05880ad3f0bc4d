// One endpoint as a program and as a fetch handler: `node FILE` serves it, and who imports FILE mounts it.
import { realpathSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { readEnvironment } from '../../shared/config/environment.ts'
import { functionsConfig } from '../../shared/config/functions-config.ts'
import { openLog } from '../../shared/log.ts'
import { openDeps } from '../open-deps.ts'
import { runServer } from '../run-server.ts'
import { createOne, type MakeEndpoint } from './create-one.ts'
import { type FetchHandler, openFetch } from './open-fetch.ts'

/** `about` is what the endpoint's file says of itself. */
export type Endpoint = { name: string; about: string; makeEndpoint: MakeEndpoint }

export function fetchHandler({ name, makeEndpoint }: Endpoint): FetchHandler {
  const program = `functions/${name}`
  const open = async () => {
    const directory = process.cwd()
    const config = functionsConfig(readEnvironment(process.env, directory), directory)
    const log = await openLog({ program, level: config.logLevel, terminal: false })
    // Who can reach a place where this is mounted, nobody here knows: without a key it serves no one.
    return createOne(await openDeps(config, { log, keylessAllowed: false }), makeEndpoint)
  }
  return openFetch(open, { program })
}

/** Serves until a signal when `moduleUrl` is the file that Node was started with; does nothing in a file that was imported. */
export async function runWhenStarted({ name, about, makeEndpoint }: Endpoint, moduleUrl: string): Promise<void> {
  if (!isStarted(moduleUrl)) return
  process.exitCode = await runServer(
    { name: `functions/${name}`, help: helpOf(name, about), createApi: (deps) => createOne(deps, makeEndpoint) },
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

const helpOf = (name: string, about: string) => `functions/${name}: one endpoint of Storeplane's HTTP API, by itself

${about}

Usage: node ${name}.mjs [--help]

It serves that endpoint, and /health/live and /health/ready for whoever looks after the process; every other path is 404.
It reads .env and the environment: DATABASE_URL, DATABASE_AUTH_TOKEN, HOST (127.0.0.1), PORT (5000; 0 picks a free one),
RESERVED_NAMES, STORE_SECRET_KEY (only to give out credentials), RATE_LIMIT_PER_SECOND (0: no limit),
CORS_ALLOW_ORIGINS (origins whose pages may read answers; none), LOG_LEVEL.
Imported, it starts nothing: its export \`fetch\` (also \`default.fetch\`) takes a Request, resolves with the Response, reads the
configuration at the first one, and serves nobody without an API key.
Exit codes: 0 stopped by SIGTERM or SIGINT, 1 it could not start, 2 a fault of the configuration.`
