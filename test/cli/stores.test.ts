// The store commands against a real API over HTTP.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApi } from '../../functions/app.ts'
import { type Listening, serve } from '../../functions/serve.ts'
import { systemClock } from '../../shared/clock.ts'
import { secretKey } from '../../shared/credentials.ts'
import { makeKey, uniqueName } from '../functions/api.ts'
import { keepLog } from '../functions/keep-log.ts'
import { beat, makeDeleted, makeFailed, makeReady } from '../functions/place-store.ts'
import { makeDatabase, type TestDatabase } from '../support/database.ts'
import { eventually } from '../support/eventually.ts'
import { setRow } from '../support/place-store.ts'
import { quietLog } from '../support/quiet-log.ts'
import { run, type Terminal } from './terminal.ts'

const key = secretKey(Buffer.alloc(32, 7))

let files: TestDatabase
let listening: Listening
let terminal: Terminal
beforeAll(async () => {
  files = await makeDatabase()
  const settings = { reservedNames: ['www'], secretKeys: [key], keylessAllowed: true }
  const api = createApi({ database: files.database, log: quietLog, clock: systemClock, settings })
  listening = await serve({ fetch: api.fetch, host: '127.0.0.1', port: 0, clock: systemClock })
  terminal = { environment: { STOREPLANE_URL: `${listening.url}/` }, directory: files.folder }
})
afterAll(async () => {
  await listening.stop({ withinMs: 1_000 })
  files.remove()
})

const storeplane = (...words: string[]) => run(words, terminal)
const create = async () => (await storeplane('create', uniqueName(), '--engine', 'woocommerce')).printed.trim()
/** The host that `makeReady` gives a store. */
const nameOf = (id: string) => id.replace(/-[^-]+$/, '')
const hostOf = (id: string) => `${nameOf(id)}.localhost`

describe('create', () => {
  test("prints the new store's id alone", async () => {
    const { code, printed, noted } = await storeplane('create', 'my-own', '--engine', 'woocommerce')
    expect([code, noted]).toEqual([0, ''])
    expect(printed).toMatch(/^my-own-[a-z0-9]{6}\n$/)
  })

  test("fails with the API's sentence and code", async () => {
    const taken = await create()
    const again = await storeplane('create', taken.replace(/-[^-]+$/, ''), '--engine', 'medusa')
    expect(again.code).toBe(1)
    expect(again.noted).toContain(`(store ${taken}) [name_taken]`)
    expect(await storeplane('create', 'Bad Name', '--engine', 'medusa')).toMatchObject({
      code: 2,
      noted: expect.stringContaining('small letters'),
    })
  })

  test('without an engine names those that the server has, where it can be asked', async () => {
    expect(await storeplane('create', 'a')).toMatchObject({
      code: 2,
      noted: '--engine is missing: woocommerce or medusa\n',
    })
    const environment = { STOREPLANE_URL: 'http://127.0.0.1:1' }
    const { code, noted } = await run(['create', 'a'], { ...terminal, environment })
    expect(code).toBe(2)
    expect(noted).toMatch(/--engine is missing, and the server cannot be asked .*does not answer/)
  })

  test.each([
    ['READY', 0],
    ['FAILED', 1],
  ])('--wait says what it waits for and ends with the store %s and code %d', async (status, code) => {
    const name = uniqueName()
    const running = storeplane('create', name, '--engine', 'woocommerce', '--wait')
    const id = await eventually(async () => {
      const [row] = await files.database.query<{ id: string }>('SELECT id FROM stores WHERE name = ?', [name])
      return row?.id
    })
    const settle = status === 'READY' ? makeReady : makeFailed
    await settle(files.database, id)
    const ran = await running
    expect(ran.code).toBe(code)
    expect(ran.printed).toMatch(new RegExp(`status +${status}`))
  })
})

describe('list, show and events', () => {
  test('print tables for people and JSON for programs', async () => {
    const id = await create()
    await makeReady(files.database, id)
    const listed = await storeplane('list', '--status', 'READY')
    expect(listed.printed).toMatch(/^NAME +STATUS +ENGINE +AGE +WHY\n/)
    expect(listed.printed).toMatch(new RegExp(`\n${nameOf(id)} +READY +woocommerce +\\d+s +-\n`))
    const wide = (await storeplane('list', '--status', 'READY', '-o', 'wide')).printed
    expect(wide).toMatch(new RegExp(`\n${id} +READY +woocommerce +\\d+s +http://${hostOf(id)} `))
    const json = JSON.parse((await storeplane('list', '--json', '--status', 'READY')).printed)
    expect(json.stores.map((store: { id: string }) => store.id)).toContain(id)
    expect((await storeplane('show', id)).printed).toContain(`url        http://${hostOf(id)}`)
    expect(JSON.parse((await storeplane('show', id, '--json')).printed)).toMatchObject({ id, status: 'READY' })
    expect((await storeplane('events', id)).printed).toMatch(/transition +PROVISIONING → READY/)
    const { events } = JSON.parse((await storeplane('events', id, '--json')).printed)
    expect(events.filter(({ kind }: { kind: string }) => kind === 'transition')).toHaveLength(2)
  })

  test('print no control character that a text from the cluster holds, in tables and in JSON', async () => {
    const id = await create()
    await makeFailed(files.database, id)
    const evil = 'Pods not ready: \u001b[2J\u009b31m\u202egone\r\nnext\ttab'
    await setRow(files.database, id, { store: { failure_reason: evil } })
    for (const words of [['show', id], ['list'], ['show', id, '--json'], ['list', '--json']]) {
      const { printed } = await storeplane(...words)
      expect(printed).toContain('gone')
      expect(printed).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/)
      if (words.includes('--json')) expect(JSON.stringify(JSON.parse(printed))).toContain('gone')
    }
  })
})

describe('events --follow', () => {
  test.each([[[]], [['--json']]])(
    '%j prints each event once, as it happens, until the store is DELETED',
    async (more) => {
      const id = await create()
      const running = storeplane('events', id, '--follow', ...more)
      await makeFailed(files.database, id)
      await storeplane('retry', id)
      await storeplane('delete', id)
      await makeDeleted(files.database, id)
      const { code, printed } = await running
      expect(code).toBe(0)
      const { events } = JSON.parse((await storeplane('events', id, '--json')).printed)
      const lines = printed.trimEnd().split('\n')
      if (more.length > 0) expect(lines.map((line) => JSON.parse(line))).toEqual(events)
      else expect(lines).toHaveLength(events.length)
      expect(lines.at(-1)).toContain('DELETED')
    },
  )

  test('goes on behind the last event when the server was started anew', async () => {
    const id = await create()
    const { lines, log } = keepLog()
    const settings = { reservedNames: [], secretKeys: undefined, keylessAllowed: true }
    const start = (port: number) => {
      const stopping = new AbortController()
      const api = createApi({ database: files.database, log, clock: systemClock, settings, stopping: stopping.signal })
      const served = serve({ fetch: api.fetch, host: '127.0.0.1', port, clock: systemClock })
      const stop = async () => {
        stopping.abort()
        await (await served).stop({ withinMs: 1_000 })
      }
      return { served, stop }
    }
    const first = start(0)
    const { url } = await first.served
    const running = run(['events', id, '--follow', '--json'], { ...terminal, environment: { STOREPLANE_URL: url } })
    await eventually(() => lines.length === 1, { what: 'the stream' })
    await first.stop()
    const before = lines.length
    await storeplane('delete', id)
    const second = start(Number(new URL(url).port))
    await eventually(() => lines.length > before, { what: 'the stream that goes on' })
    await makeDeleted(files.database, id)
    const { code, printed } = await running
    await second.stop()
    const { events } = JSON.parse((await storeplane('events', id, '--json')).printed)
    expect([
      code,
      printed
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ]).toEqual([0, events])
  })

  test.each(['nope', 'a/b', '?limit=1', 'a%2Fb', '$&'])('of %j, which is no store, ends with 1', async (id) => {
    expect(await storeplane('events', id, '--follow')).toMatchObject({ code: 1, printed: '' })
  })
})

describe('--wait', () => {
  test('asks again only when something has changed, and tells each step once', async () => {
    await beat(files.database, 'one')
    const { lines, log } = keepLog()
    const settings = { reservedNames: [], secretKeys: undefined, keylessAllowed: true }
    const api = createApi({ database: files.database, log, clock: systemClock, settings })
    const own = await serve({ fetch: api.fetch, host: '127.0.0.1', port: 0, clock: systemClock })
    const environment = { STOREPLANE_URL: own.url }
    const id = await create()
    const running = run(['delete', id, '--wait'], { ...terminal, environment })
    await eventually(() => lines.length === 2, { what: 'the removal and the first look' })
    await setRow(files.database, id, { step: 'namespace_removal', operation: { message: 'soon' } })
    await eventually(() => lines.length === 3, { what: 'the look that saw the next step' })
    await makeDeleted(files.database, id)
    const { code, noted } = await running
    expect([code, noted.split('\n').length, lines.length]).toEqual([0, 3, 4])
    expect(noted).toContain('DELETING namespace_removal: soon\n')
    await own.stop({ withinMs: 1_000 })
  })

  test('behind a proxy that drops the preference asks with pauses', async () => {
    let looks = 0
    const api = createServer((_, response) => {
      looks++
      const progress = looks > 3 ? null : { step: 'setup', message: null }
      response.setHeader('Content-Type', 'application/json')
      response.end(JSON.stringify({ id: 'a', status: looks > 3 ? 'READY' : 'PROVISIONING', progress, health: null }))
    }).listen(0, '127.0.0.1')
    await eventually(() => api.listening)
    const pauses: number[] = []
    const clock = { ...systemClock, sleep: async (ms: number) => void pauses.push(ms) }
    const environment = { STOREPLANE_URL: `http://127.0.0.1:${(api.address() as AddressInfo).port}` }
    const ran = await run(['retry', 'a', '--wait'], { ...terminal, environment, clock })
    expect([ran.code, looks, pauses]).toEqual([0, 4, [1_000, 1_000]])
    await new Promise((closed) => api.close(closed))
  })
})

describe('--timeout', () => {
  test('ends a wait with 1 and says that the store goes on', async () => {
    const ran = await storeplane('create', uniqueName(), '--engine', 'woocommerce', '--wait', '--timeout', '0.1')
    expect(ran).toMatchObject({ code: 1, noted: expect.stringContaining('is still PROVISIONING after 0.1 s') })
  })

  test.each(['soon', '-1', ''])('refuses %j with 2 before anything is asked for', async (timeout) => {
    const name = uniqueName()
    const ran = await storeplane('create', name, '--engine', 'woocommerce', '--wait', `--timeout=${timeout}`)
    expect(ran.code).toBe(2)
    expect(await files.database.query('SELECT id FROM stores WHERE name = ?', [name])).toEqual([])
  })
})

describe('retry, delete and credentials', () => {
  test('retry takes a FAILED store back to PROVISIONING', async () => {
    const id = await create()
    expect(await storeplane('retry', id)).toMatchObject({
      code: 1,
      noted: expect.stringMatching(/\[busy\]\nRun: storeplane operation (op_\w+); storeplane cancel \1 ends it\n/),
    })
    await makeFailed(files.database, id)
    expect((await storeplane('retry', id)).printed).toMatch(/status +PROVISIONING/)
  })

  test('delete starts a removal, and --wait ends when the store is gone', async () => {
    const id = await create()
    expect(await storeplane('delete', id)).toMatchObject({
      code: 0,
      printed: 'Store deletion started\n',
      noted: expect.stringContaining(`${id} is being deleted`),
    })
    const running = storeplane('delete', id, '--wait')
    await makeDeleted(files.database, id)
    expect(await running).toMatchObject({ code: 0, printed: expect.stringMatching(/status +DELETED/) })
  })

  test('credentials prints the login of a READY store', async () => {
    const id = await create()
    await makeReady(files.database, id, { keyId: key.id })
    const { code, printed, noted } = await storeplane('credentials', id)
    expect(code).toBe(0)
    expect(printed).toMatch(
      new RegExp(`^admin     http://${hostOf(id)}/wp-admin\nuser      admin\npassword  \\S{32}\n$`),
    )
    expect(noted).toContain('initial')
  })
})

describe('a usage error ends with 2:', () => {
  test.each([
    [[]],
    [['nothing']],
    [['create']],
    [['create', 'a']],
    [['create', 'a', 'b', '--engine', 'medusa']],
    [['create', 'a', '--engine']],
    [['list', '--colour']],
    [['show']],
    [['show', '']],
    [['delete', '']],
    [['events', '..', '--follow']],
    [['retry', '.']],
    [['operations']],
    [['operation', '..']],
    [['operation', 'op_a', '--timeout', 'soon']],
    [['cancel']],
    [['admin']],
    [['admin', 'keys']],
  ])('storeplane %j', async (words) => {
    const { code, printed, noted } = await storeplane(...words)
    expect([code, printed]).toEqual([2, ''])
    expect(noted).not.toBe('')
  })

  test('STOREPLANE_URL and STOREPLANE_KEY that cannot be used, both told at once', async () => {
    const environment = { STOREPLANE_URL: 'ftp://x', STOREPLANE_KEY: 'has space' }
    const { code, noted } = await run(['list'], { ...terminal, environment })
    expect(code).toBe(2)
    expect(noted).toMatch(/STOREPLANE_URL[\s\S]*STOREPLANE_KEY/)
  })
})

test.each([[['--help']], [['create', '--help']], [['admin', '--help']], [['admin', 'keys', 'create', '-h']]])(
  'storeplane %j explains and ends with 0',
  async (words) => {
    const { code, printed } = await storeplane(...words)
    expect(code).toBe(0)
    expect(printed).toContain('storeplane')
  },
)

test('an engine that the API does not have is misuse of create and list', async () => {
  const refused = { code: 2, printed: '', noted: expect.stringContaining('woocommerce, medusa') }
  expect(await storeplane('create', uniqueName(), '--engine', 'shopify')).toMatchObject(refused)
  expect(await storeplane('list', '--engine', 'shopify')).toMatchObject(refused)
})

test('an https URL of a server that speaks http is told in those words', async () => {
  const environment = { STOREPLANE_URL: listening.url.replace('http:', 'https:') }
  expect(await run(['list'], { ...terminal, environment })).toMatchObject({
    code: 1,
    noted: expect.stringContaining('(this server speaks http, not https)'),
  })
})

test('a server that is not there, or is something else, ends with 1 and says what to look at', async () => {
  const other = createServer((_, response) => response.end('<html>')).listen(0, '127.0.0.1')
  await eventually(() => other.listening)
  const environment = { STOREPLANE_URL: `http://127.0.0.1:${(other.address() as AddressInfo).port}` }
  const strange = await run(['list'], { ...terminal, environment })
  expect(strange).toMatchObject({ code: 1, noted: expect.stringContaining("is it Storeplane's API?") })
  await new Promise((closed) => other.close(closed))
  const gone = await run(['list'], { ...terminal, environment })
  expect(gone).toMatchObject({ code: 1, noted: expect.stringContaining('STOREPLANE_URL') })
})

test('the key of STOREPLANE_KEY is sent, once keys are needed', async () => {
  const { key: secret } = await makeKey(files.database, { owner: 'default' })
  expect(await storeplane('list')).toMatchObject({ code: 1, noted: expect.stringContaining('[unauthorized]') })
  const environment = { ...terminal.environment, STOREPLANE_KEY: secret }
  expect((await run(['list'], { ...terminal, environment })).code).toBe(0)
})
