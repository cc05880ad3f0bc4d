// Profiles: stored for their owner alone, and a key is sent to nobody but the URL that it was stored with.
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeKey } from '../functions/api.ts'
import { eventually } from '../support/eventually.ts'
import { openPlane, type Plane } from './plane.ts'
import { run, type Terminal } from './terminal.ts'

let plane: Plane
let key: string
let stranger: Server
let strangerUrl: string
/** What the stranger was sent as Authorization. */
const seen: (string | undefined)[] = []
beforeAll(async () => {
  plane = await openPlane()
  key = (await makeKey(plane.files.database, { owner: 'anna' })).key
  stranger = createServer((request, response) => {
    seen.push(request.headers.authorization)
    response.setHeader('Content-Type', 'application/json')
    response.end(JSON.stringify({ stores: [], next_cursor: null }))
  }).listen(0, '127.0.0.1')
  await eventually(() => stranger.listening)
  strangerUrl = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}`
})
afterAll(async () => {
  await new Promise((closed) => stranger.close(closed))
  await plane.stop()
})

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'storeplane-profiles-'))
  file = join(folder, 'config/storeplane/profiles.json')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

type More = Partial<Terminal> & { variables?: Record<string, string> }
const storeplane = (words: string[], { variables = {}, ...more }: More = {}) =>
  run(words, { environment: { XDG_CONFIG_HOME: join(folder, 'config'), ...variables }, directory: folder, ...more })
const logIn = (...words: string[]) =>
  storeplane(['login', '--url', plane.url, '--key-stdin', ...words], { input: `${key}\n` })

describe('login', () => {
  test('stores URL and key for its owner alone, and later commands use them', async () => {
    expect(await logIn()).toMatchObject({
      code: 0,
      printed: '',
      noted: expect.stringContaining('the stores of anna, with read, write'),
    })
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ profiles: { default: { url: plane.url, key } } })
    expect([statSync(file).mode & 0o777, statSync(dirname(file)).mode & 0o777]).toEqual([0o600, 0o700])
    expect(readdirSync(dirname(file))).toEqual(['profiles.json'])
    expect(await storeplane(['list'])).toMatchObject({ code: 0, noted: 'No stores.\n' })
  })

  test('asks a person for what was not given, and never shows the key', async () => {
    const ran = await storeplane(['login'], { answers: [plane.url, key] })
    expect(ran.code).toBe(0)
    expect(ran.asked).toEqual([
      'URL of the API [http://127.0.0.1:5000]: ',
      'API key (empty where the API needs none): ',
    ])
    expect(ran.printed + ran.noted).not.toContain(key)
  })

  test.each([
    ['a key that the API refuses', ['--key-stdin'], { input: `sp_${'x'.repeat(43)}` }, 1, /\[unauthorized\]/],
    ['no key', ['--key-stdin'], { input: '\n' }, 2, /the key must be a key/],
    ['two lines', ['--key-stdin'], { input: 'a\nb' }, 2, /the key must be a key/],
    ['nobody to ask', [], {}, 2, /give --url URL and --key-stdin/],
  ])('stores nothing with %s', async (_, words, terminal, code, sentence) => {
    const ran = await storeplane(['login', '--url', plane.url, ...words], terminal)
    expect(ran).toMatchObject({ code, noted: expect.stringMatching(sentence) })
    expect(existsSync(file)).toBe(false)
  })

  test('asks a person again for a URL that is none, three times at most', async () => {
    const ran = await storeplane(['login'], { answers: ['nonsense', plane.url, key] })
    expect(ran).toMatchObject({ code: 0, noted: expect.stringMatching(/^the URL must be /) })
    expect(ran.asked).toHaveLength(3)
    const given = await storeplane(['login'], { answers: ['a', 'b', 'c', 'd'] })
    expect([given.code, given.asked.length]).toEqual([2, 3])
  })

  test('that is refused says what to do about the key or the URL, not to log in', async () => {
    const refused = await storeplane(['login'], { answers: [plane.url, `sp_${'x'.repeat(43)}`] })
    expect(refused).toMatchObject({ code: 1, noted: expect.stringMatching(/\[unauthorized\]\nNothing was stored\. /) })
    const nowhere = await storeplane(['login'], { answers: ['http://127.0.0.1:1', key] })
    expect(nowhere.noted).toMatch(/does not answer .*\nNothing was stored; give another URL\./)
    expect(refused.noted + nowhere.noted).not.toContain('storeplane login')
  })

  test.each(['ftp://a', 'nonsense', 'http://anna:secret@a.example', 'http://a.example/?x'])(
    'refuses the URL %s',
    async (url) => {
      const ran = await storeplane(['login', '--url', url, '--key-stdin'], { input: key })
      expect(ran).toMatchObject({ code: 2, noted: expect.stringMatching(/^--url must be/) })
    },
  )

  test('with --profile leaves the other profiles as they are; logout forgets one', async () => {
    await logIn()
    await logIn('--profile', 'staging')
    const names = () => Object.keys(JSON.parse(readFileSync(file, 'utf8')).profiles)
    expect(names()).toEqual(['default', 'staging'])
    expect(await storeplane(['logout', '--profile', 'staging'])).toMatchObject({ code: 0 })
    expect(names()).toEqual(['default'])
    expect(await storeplane(['logout', '--profile', 'staging'])).toMatchObject({ code: 1 })
  })
})

describe('a profile', () => {
  beforeEach(async () => {
    await logIn('--profile', 'work')
  })

  test.each([
    [['list', '--profile', 'work'], {}],
    [['--profile', 'work', 'list'], {}],
    [['list'], { STOREPLANE_PROFILE: 'work' }],
    [['list', '--profile', 'work'], { STOREPLANE_PROFILE: 'none' }],
  ])('is chosen by %j with %j', async (words, variables) => {
    expect(await storeplane(words, { variables })).toMatchObject({ code: 0 })
  })

  test('that is not there is refused with what makes it', async () => {
    const refused = { code: 2, noted: expect.stringContaining('storeplane login --profile none') }
    expect(await storeplane(['list', '--profile', 'none'])).toMatchObject(refused)
  })

  test('yields to STOREPLANE_KEY', async () => {
    const variables = { STOREPLANE_PROFILE: 'work', STOREPLANE_KEY: 'sp_other' }
    expect(await storeplane(['list'], { variables })).toMatchObject({
      code: 1,
      noted: expect.stringContaining('unauthorized'),
    })
  })

  test('keeps its key to itself where STOREPLANE_URL names another server', async () => {
    const before = seen.length
    for (const url of [strangerUrl, `${strangerUrl}/api`, `${strangerUrl}/${new URL(plane.url).host}`]) {
      const variables = { STOREPLANE_URL: url }
      expect(await storeplane(['list', '--profile', 'work'], { variables })).toMatchObject({ code: 0 })
    }
    expect(seen.slice(before)).toEqual([undefined, undefined, undefined])
  })

  test('sends its key where STOREPLANE_URL is its own URL', async () => {
    const variables = { STOREPLANE_URL: `${plane.url}/` }
    expect(await storeplane(['list', '--profile', 'work'], { variables })).toMatchObject({ code: 0 })
  })
})

describe('the file of the profiles', () => {
  test('is refused while others can read it', async () => {
    await logIn()
    chmodSync(file, 0o644)
    expect(await storeplane(['list'])).toMatchObject({ code: 2, noted: expect.stringContaining(`chmod 600 ${file}`) })
  })

  test.each(['', '{', '[]', '{"profiles": {"default": {"url": 5}}}'])(
    'that holds %j is not taken for profiles',
    async (text) => {
      await logIn()
      writeFileSync(file, text)
      const { code, noted } = await storeplane(['list', '--profile', 'default'])
      expect(code).toBe(2)
      expect(noted).toContain(text === '' ? 'there is no profile' : 'holds no profiles')
    },
  )
})

test('without a key the next command is login', async () => {
  const ran = await storeplane(['list'], { variables: { STOREPLANE_URL: plane.url } })
  expect(ran).toMatchObject({
    code: 1,
    noted: expect.stringMatching(/\[unauthorized\]\nRun: storeplane login, or set STOREPLANE_KEY/),
  })
})
