// The three programs together: the sandbox first, for the others are led to it by the file that it writes.
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseEnv } from 'node:util'
import { findHelm } from '../fetch-tool.ts'
import { type Child, startChild } from './child.ts'
import type { ProgramName } from './watch-programs.ts'

export type Plane = {
  start(): Promise<void>
  /** A sandbox that restarts has lost its cluster, so everything starts afresh with it. */
  restart(name: ProgramName): Promise<void>
  stop(): Promise<void>
}

type Options = { folder: string; environment: Record<string, string | undefined>; say: (line: string) => void }

const deadlineMs = 30_000
const chart = fileURLToPath(new URL('../../helm/store', import.meta.url))

export function openPlane({ folder, environment: given, say }: Options): Plane {
  const children = new Map<ProgramName, Child>()
  const secretKey = randomBytes(32).toString('base64')
  let port = given['PORT'] ?? '5000'
  const envFile = join(folder, 'sandbox.env')

  const launch = (name: ProgramName, args: string[], environment: Record<string, string>) => {
    const file = join(folder, 'dist', `${name}.mjs`)
    children.set(name, startChild({ name, file, args, environment: { ...basics(), ...environment }, folder, say }))
  }
  const stopChild = async (name: ProgramName) => {
    await children.get(name)?.stop()
    children.delete(name)
  }
  const stop = async () => {
    for (const name of ['poller', 'functions', 'sandbox'] as const) await stopChild(name)
  }

  async function start(): Promise<void> {
    for (const file of ['stores.db', 'stores.db-wal', 'stores.db-shm', 'sandbox.env'])
      rmSync(join(folder, file), { force: true })
    launch('sandbox', ['--port', '0', '--ingress-port', '0', '--write-env', envFile, '--pod-delay', '1500'], {})
    await until('the sandbox', () => existsSync(envFile))
    await startFunctions()
    launch('poller', ['--watch'], settings())
  }

  async function startFunctions(): Promise<void> {
    launch('functions', [], { ...settings(), PORT: port })
    await until('the API', () => children.get('functions')?.url() !== undefined)
    const url = children.get('functions')?.url() ?? ''
    // A page that is open finds them there after a restart, also where 0 picked the port.
    port = new URL(url).port
    say(`dev: the dashboard and the API are at ${url}`)
  }

  async function restart(name: ProgramName): Promise<void> {
    if (name === 'sandbox') {
      await stop()
      await start()
    } else {
      await stopChild(name)
      if (name === 'functions') await startFunctions()
      else launch('poller', ['--watch'], settings())
    }
    say(`dev: ${name} was restarted`)
  }

  function basics(): Record<string, string> {
    const path = given['PATH'] ?? ''
    return { PATH: [dirname(findHelm(path)), path].join(delimiter), HOME: given['HOME'] ?? folder }
  }

  function settings(): Record<string, string> {
    return {
      ...(parseEnv(readFileSync(envFile, 'utf8')) as Record<string, string>),
      DATABASE_URL: `sqlite:///${join(folder, 'stores.db')}`,
      HELM_CHART_PATH: chart,
      STORE_SECRET_KEY: secretKey,
    }
  }

  async function until(what: string, isThere: () => boolean): Promise<void> {
    const untilMs = performance.now() + deadlineMs
    while (!isThere()) {
      const ended = [...children.values()].find((child) => child.hasEnded())
      if (ended !== undefined)
        throw new Error(`${ended.name} ended while dev waited for ${what}; its last lines are above`)
      if (performance.now() > untilMs) throw new Error(`${what} did not answer within ${deadlineMs / 1000} s`)
      await delay(50)
    }
  }

  return { start, restart, stop }
}
