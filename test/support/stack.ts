// A control plane of a test's own: sandbox, functions and as many pollers as it starts, from the built bundles.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { parseEnv } from 'node:util'
import { systemClock } from '../../shared/clock.ts'
import { adminConfig } from '../../shared/config/admin-config.ts'
import type { Database } from '../../shared/database/database.ts'
import { openDatabase } from '../../shared/database/open-database.ts'
import { onServer, startServerOfRun } from './database-kind.ts'
import { eventually } from './eventually.ts'
import { type Program, printed, root, startProgram } from './process.ts'

export type Answer = { status: number; headers: Headers; body: Record<string, unknown>; tookMs: number }
export type StoreBody = Record<string, unknown> & { id: string; status: string; namespace: string }

export type Stack = {
  folder: string
  environment: Record<string, string>
  /** Of the functions; where there are several of them, of the first. */
  apiUrl: string
  sandbox: Sandbox
  database: Database
  startPoller(args?: string[], environment?: Record<string, string>): Program
  call(method: string, path: string, body?: unknown): Promise<Answer>
  create(name: string, engine?: string): Promise<StoreBody>
  /** The store once it has `status`; FAILED ends the wait with its reason, unless it is what was waited for. */
  until(id: string, status: string, deadlineMs?: number): Promise<StoreBody>
  /** All that functions and pollers have printed so far. */
  output(): string
  stop(): Promise<void>
}

export type Sandbox = {
  program: Program
  settings: Record<string, string>
  apiUrl: string
  setScenario(scenario: unknown): Promise<void>
  counts(): Promise<{ installs: Record<string, number>; requests: Record<string, number> }>
  /** GET straight from the simulated API server. */
  get(
    path: string,
  ): Promise<{ items: { metadata: { name: string; namespace?: string; labels?: Record<string, string> } }[] }>
}

/** Short intervals: what is waited for is the same as with the usual ones, only sooner. */
const quick = { PROVISIONING_POLL_INTERVAL_SECONDS: '0.3', LOG_LEVEL: 'debug' }

export async function startStack({
  sandboxArgs = ['--pod-delay', '50'],
  settings = {},
  built,
}: {
  sandboxArgs?: string[]
  settings?: Record<string, string>
  /** Where the programs are; dist/ where it is left out. */
  built?: string
} = {}): Promise<Stack> {
  const folder = mkdtempSync(join(tmpdir(), 'storeplane-e2e-'))
  const sandbox = await startSandbox(folder, sandboxArgs, built)
  const server = await startServerOfRun()
  const environment = { ...baseEnvironment(folder), ...quick, ...sandbox.settings, ...server.settings, ...settings }
  const plane = await startPlane({ folder, environment, functionsCount: onServer ? 3 : 1, built })
  return {
    ...plane,
    sandbox,
    stop: async () => {
      await plane.stop()
      await sandbox.program.stop()
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export type Plane = Omit<Stack, 'sandbox'>

export type PlaneOptions = {
  folder: string
  environment: Record<string, string>
  functionsCount?: number
  built?: string | undefined
}

/**
 * A control plane without a sandbox: on whatever cluster `environment` names. Its folder is the caller's to remove. Of
 * several functions each answers in turn.
 */
export async function startPlane({ folder, environment, functionsCount = 1, built }: PlaneOptions): Promise<Plane> {
  const functions = Array.from({ length: functionsCount }, () =>
    startProgram('functions', [], { cwd: folder, env: { ...environment, PORT: '0' }, built }),
  )
  const apiUrls = await Promise.all(functions.map((program) => printed(program, /"url":"(http:[^"]+)"/)))
  const database = await databaseOf(environment, folder)
  const pollers: Program[] = []
  const call = caller(apiUrls)
  return {
    folder,
    environment,
    apiUrl: String(apiUrls[0]),
    database,
    startPoller: (args = ['--watch'], more = {}) => {
      const poller = startProgram('poller', args, { cwd: folder, env: { ...environment, ...more }, built })
      pollers.push(poller)
      return poller
    },
    call,
    create: async (name, engine = 'woocommerce') => {
      const { status, body } = await call('POST', '/api/v1/stores', { name, engine })
      if (status !== 202) throw new Error(`POST answered ${status}: ${JSON.stringify(body)}`)
      return body as StoreBody
    },
    until: (id, status, deadlineMs = 20_000) => until(call, pollers, { id, status, deadlineMs }),
    output: () => [...functions, ...pollers].map((program) => program.output()).join('\n'),
    stop: async () => {
      await Promise.all(pollers.map(stopQuickly))
      await Promise.all(functions.map((program) => program.stop()))
      database.close()
    },
  }
}

/** The one that DATABASE_URL names, past all programs. */
export function databaseOf(environment: Record<string, string>, folder: string): Promise<Database> {
  const { database: address, databaseAuthToken: authToken } = adminConfig(environment, folder)
  return openDatabase({ address, authToken, synchronous: 'NORMAL', clock: systemClock })
}

/** What every program of a stack gets; a closed list, so that this machine's variables change no test. */
export function baseEnvironment(folder: string): Record<string, string> {
  return {
    PATH: [dirname(process.env['STOREPLANE_TEST_HELM'] ?? ''), process.env['PATH'] ?? ''].join(delimiter),
    HOME: folder,
    DATABASE_URL: `sqlite:///${join(folder, 'stores.db')}`,
    HELM_CHART_PATH: join(root, 'helm/store'),
    STORE_SECRET_KEY: Buffer.alloc(32, 'test').toString('base64'),
  }
}

export async function startSandbox(folder: string, args: string[], built?: string): Promise<Sandbox> {
  const envFile = join(folder, 'sandbox.env')
  const env = { PATH: process.env['PATH'] ?? '', HOME: folder }
  const program = startProgram('sandbox', ['--port', '0', '--ingress-port', '0', '--write-env', envFile, ...args], {
    cwd: folder,
    env,
    built,
  })
  const settings = await eventually(() => existsSync(envFile) && parseEnv(readFileSync(envFile, 'utf8')), {
    what: `the sandbox: ${program.output()}`,
  })
  const apiUrl = await printed(program, /API server\s+(http:\S+)/)
  const json = async (path: string, init?: RequestInit) => {
    const answer = await fetch(apiUrl + path, init)
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
    return JSON.parse(await answer.text())
  }
  return {
    program,
    settings: settings as Record<string, string>,
    apiUrl,
    setScenario: (scenario) =>
      json('/sandbox/scenario', {
        method: 'PUT',
        body: JSON.stringify(scenario),
        headers: { 'content-type': 'application/json' },
      }),
    counts: () => json('/sandbox/counts'),
    get: (path) => json(path),
  }
}

/** A SIGSTOPped or hanging one must not keep a failed test's report waiting. */
async function stopQuickly(poller: Program): Promise<void> {
  poller.kill('SIGCONT')
  await poller.stop()
}

function caller(apiUrls: string[]): Stack['call'] {
  let calls = 0
  return async (method, path, body) => {
    const began = performance.now()
    const answer = await fetch(apiUrls[calls++ % apiUrls.length] + path, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    })
    const text = await answer.text()
    const tookMs = performance.now() - began
    return { status: answer.status, headers: answer.headers, body: text === '' ? {} : JSON.parse(text), tookMs }
  }
}

async function until(
  call: Stack['call'],
  pollers: Program[],
  { id, status, deadlineMs }: { id: string; status: string; deadlineMs: number },
): Promise<StoreBody> {
  let last: StoreBody | undefined
  try {
    await eventually(
      async () => {
        last = (await call('GET', `/api/v1/stores/${id}`)).body as StoreBody
        return last.status === status || last.status === 'FAILED'
      },
      // Seldom enough that looking costs little beside the work that is looked at.
      { deadlineMs, everyMs: 100, what: `${id} to become ${status}` },
    )
  } catch (error) {
    throw new Error(
      `${(error as Error).message}; ${JSON.stringify(last)}\n${pollers.map((one) => one.output().slice(-3_000)).join('\n')}`,
    )
  }
  if (last?.status !== status) throw new Error(`${id} is FAILED: ${last?.['failure_reason']}`)
  return last
}

/** GET of a store's URL over the sandbox's ingress. */
export function getShop(url: string, address: string): Promise<{ status: number; body: string }> {
  const { host, pathname } = new URL(url)
  const [hostname, port] = address.split(':')
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, path: pathname, headers: { host } }, (answer) => {
      let body = ''
      answer.on('data', (part: Buffer) => {
        body += part.toString()
      })
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body }))
    })
    asked.on('error', reject).end()
  })
}
