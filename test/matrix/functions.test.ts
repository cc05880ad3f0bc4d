// Each function's bundle by itself: as a program, as something to mount, outside of the checkout and without native code.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createApi } from '../../functions/app.ts'
import { endpoints } from '../../functions/endpoints/index.ts'
import { type Endpoint, placesOf } from '../../functions/http/endpoint.ts'
import { systemClock } from '../../shared/clock.ts'
import { makeKey } from '../functions/api.ts'
import { makeDatabase, type TestDatabase } from '../support/database.ts'
import { type Program, printed, root, startNode } from '../support/process.ts'
import { quietLog } from '../support/quiet-log.ts'
import { type Sqld, startSqld } from '../support/sqld.ts'

// Many processes begin here, and beside other work each may take its time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })

const names = readdirSync(join(root, 'dist/functions'))
  .filter((file) => file.endsWith('.mjs'))
  .map((file) => file.replace('.mjs', ''))
const probes = ['health-live', 'health-ready']

let folder: string
let files: TestDatabase
let headers: Record<string, string>
const started: Program[] = []
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'storeplane-functions-'))
  mkdirSync(join(folder, 'dist'))
  cpSync(join(root, 'dist/functions'), join(folder, 'dist/functions'), { recursive: true })
  cpSync(join(root, 'dist/node_modules'), join(folder, 'dist/node_modules'), { recursive: true })
  files = await makeDatabase()
  headers = (await makeKey(files.database, { scopes: [...allScopes] })).headers
})
afterAll(async () => {
  await Promise.all(started.map((program) => program.stop()))
  files.remove()
  rmSync(folder, { recursive: true, force: true })
})

function start(file: string, environment: Record<string, string> = {}, args: string[] = []): Program {
  const program = startNode([file, ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', PORT: '0', DATABASE_URL: `file:${files.file}`, ...environment },
  })
  started.push(program)
  return program
}

const bundle = (name: string) => join(folder, 'dist/functions', `${name}.mjs`)
const urlOf = (program: Program) => printed(program, /"url":"(http:[^"]+)"/)

const allScopes = ['read', 'write', 'credentials', 'metrics'] as const

const registered: readonly Endpoint[] = endpoints

/** `GET /api/v1/stores/:id`, at every place of the endpoint. */
function callsOf(name: string): string[] {
  return registered
    .filter((endpoint) => endpoint.name === name)
    .flatMap((endpoint) => placesOf(endpoint).map((place) => `${endpoint.method} ${place}`))
}

/** Every route of the whole API. */
function allRoutes(): string[] {
  const settings = { reservedNames: [], secretKeys: undefined, keylessAllowed: true }
  const { routes } = createApi({ database: files.database, log: quietLog, clock: systemClock, settings })
  return [...new Set(routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${path}`))]
}

async function isServed(url: string, route: string): Promise<boolean> {
  const [method = '', path = ''] = route.split(' ')
  const answer = await fetch(url + path.replace(/:(id|op)/, 'nobody-abc123'), { method, headers })
  const body = await answer.text()
  return answer.status !== 405 && !body.includes('There is no path')
}

test('there is a bundle for every endpoint', () => {
  expect(names.sort()).toEqual(registered.map(({ name }) => name).sort())
})

test.each(names)(
  '%s alone serves its endpoint wherever the whole API has it, and the probes, and nothing else',
  async (name) => {
    const program = start(bundle(name))
    const url = await urlOf(program)
    const served: string[] = []
    for (const route of allRoutes()) if (await isServed(url, route)) served.push(route)
    const expected = new Set([name, ...probes].flatMap(callsOf))
    expect(served.sort()).toEqual([...expected].sort())
    program.kill('SIGTERM')
    expect(await program.ended).toBe(0)
  },
)

test.each(names)('%s --help says what it serves and what it reads', async (name) => {
  const helped = start(bundle(name), {}, ['--help'])
  expect(await helped.ended).toBe(0)
  for (const call of callsOf(name)) expect(helped.output()).toContain(call)
  expect(helped.output()).toContain('DATABASE_URL')
})

test('a wrong option and a fault of the configuration end a function with 2, a database out of reach with 1', async () => {
  const wrong = start(bundle('get-store'), {}, ['--port', '1'])
  expect(await wrong.ended).toBe(2)
  expect(wrong.output()).toContain('see functions/get-store --help')
  const faulty = start(bundle('get-store'), { PORT: 'many', LOG_LEVEL: 'loud' })
  expect(await faulty.ended).toBe(2)
  expect(faulty.output()).toMatch(/PORT: [\s\S]*LOG_LEVEL: /)
  const away = start(bundle('get-store'), { DATABASE_URL: 'sqlite:////no-such-folder/stores.db' })
  expect(await away.ended).toBe(1)
  expect(away.output()).toContain('the folder /no-such-folder does not exist')
})

test('with the URL of a database server one file is enough: a copy without anything beside it serves', async () => {
  const alone = mkdtempSync(join(tmpdir(), 'storeplane-alone-'))
  let sqld: Sqld | undefined
  try {
    sqld = await startSqld()
    cpSync(bundle('list-stores'), join(alone, 'list-stores.mjs'))
    const program = start(join(alone, 'list-stores.mjs'), { DATABASE_URL: sqld.url })
    const answer = await fetch(`${await urlOf(program)}/stores`)
    expect([answer.status, await answer.json()]).toEqual([200, { stores: [], next_cursor: null }])
    expect(await program.stop()).toBe(0)
  } finally {
    await sqld?.stop()
    rmSync(alone, { recursive: true, force: true })
  }
})

/** A host that mounts `list-stores` as a serverless platform would, and prints what `script` says. */
async function mounted(script: string, environment: Record<string, string> = {}): Promise<string> {
  const file = join(folder, 'host.mjs')
  writeFileSync(file, `import one, { fetch } from ${JSON.stringify(bundle('list-stores'))}\n${script}`)
  const host = start(file, environment)
  expect([await host.ended, host.output()]).toEqual([0, host.output()])
  return host.output()
}

test('an import starts nothing: the process that imported it ends by itself, with no configuration read', async () => {
  const script =
    'console.log(typeof fetch, one.fetch === fetch, process.getActiveResourcesInfo().filter((one) => /TCP|Timeout/.test(one)))'
  expect(await mounted(script, { DATABASE_URL: 'mysql://x' })).toBe('function true []\n')
})

test('mounted, it answers a standard Request, to whoever has a key alone', async () => {
  const script = `const request = (headers) => new Request('https://stores.example.com/api/v1/stores', { headers })
    console.log((await fetch(request({}))).status, (await one.fetch(request(${JSON.stringify(headers)}))).status)
    process.exit(0)`
  expect(await mounted(script, { LOG_LEVEL: 'silent' })).toBe('401 200\n')
})

test('mounted without any key it serves nobody, whatever the request says of its host', async () => {
  const script = `console.log((await fetch(new Request('http://localhost/stores', { headers: { Host: 'localhost' } }))).status)
    process.exit(0)`
  const empty = `file:${join(folder, 'empty.db')}`
  expect(await mounted(script, { LOG_LEVEL: 'silent', DATABASE_URL: empty })).toBe('401\n')
})

test('mounted with a faulty configuration it answers 500 and tells nothing of the inside; without its database 503, until it is there', async () => {
  const ask = `const ask = async () => { const answer = await fetch(new Request('http://x/health')); return [answer.status, answer.headers.get('content-type'), (await answer.text()).includes('mysql')] }`
  const faulty = await mounted(`${ask}\nconsole.log(JSON.stringify(await ask()))`, { DATABASE_URL: 'mysql://x' })
  expect(faulty).toContain('[500,"application/problem+json",false]')
  expect(faulty).toContain('DATABASE_URL: must be')
  const later = join(folder, 'later')
  const script = `import { mkdirSync } from 'node:fs'
    const ask = async () => (await fetch(new Request('http://x/stores', { headers: ${JSON.stringify(headers)} }))).status
    const before = await ask()
    mkdirSync(${JSON.stringify(later)})
    console.log(before, await ask())
    process.exit(0)`
  expect(await mounted(script, { DATABASE_URL: `file:${join(later, 'stores.db')}` })).toContain('503 401')
})
