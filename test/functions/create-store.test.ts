// POST /stores: what is promised, what is refused and how.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeDatabase, type TestDatabase } from '../support/database.ts'
import { makeApi, makeKey, uniqueName } from './api.ts'
import { beat, makeDeleted } from './place-store.ts'

let files: TestDatabase
let api: ReturnType<typeof makeApi>
beforeAll(async () => {
  files = await makeDatabase()
  api = makeApi(files.database)
})
afterAll(() => files.remove())

const create = (json: unknown, headers = {}) => api.call('/stores', { method: 'POST', json, headers })
const rulesOf = (body: { errors: { pointer: string; rule: string }[] }) =>
  body.errors.map(({ pointer, rule }) => `${pointer} ${rule}`)

describe('a creation', () => {
  test.each(['/stores', '/stores/', '/api/v1/stores', '/api/v1/stores/'])(
    'at %s is answered with 202 and exactly the six fields',
    async (path) => {
      const name = uniqueName()
      const { status, headers, body } = await api.call(path, { method: 'POST', json: { name, engine: 'medusa' } })
      expect(status).toBe(202)
      expect(Object.keys(body)).toEqual(['id', 'name', 'engine', 'namespace', 'status', 'created_at'])
      expect(body.id).toMatch(new RegExp(`^${name}-[a-z0-9]{6}$`))
      expect(body).toMatchObject({ name, engine: 'medusa', namespace: `store-${body.id}`, status: 'PROVISIONING' })
      expect(body.created_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
      const location = headers.get('Location') ?? '/'
      for (const prefix of ['', '/behind/a/proxy'])
        expect(new URL(location, `http://shops.example${prefix}${path}`).pathname).toBe(
          `${prefix}/api/v1/stores/${body.id}`,
        )
    },
  )

  test.each(['a', '0', '99bikes', 'mysql-shop', 'a'.repeat(40), 'a-b--c', 'a---b'])(
    'takes the name %s',
    async (name) => {
      const { status } = await create({ name, engine: 'woocommerce' })
      expect(status).toBe(name === 'a---b' ? 400 : 202)
    },
  )
})

test.each([
  ['', 'The name is empty; give 1 to 40 characters.'],
  ['a'.repeat(41), 'The name is too long; give 40 characters at most.'],
])('the name %j is refused with the length that is allowed', async (name, sentence) => {
  expect((await create({ name, engine: 'woocommerce' })).body.detail).toBe(sentence)
})

describe('a name that cannot be a host name is refused by its own rule:', () => {
  test.each([
    ['', ['min_length']],
    ['a'.repeat(41), ['max_length']],
    ['Bad Name!', ['charset']],
    ['a,b=c', ['charset']],
    ['UPPER', ['charset']],
    ['under_score', ['charset']],
    ['dot.ted', ['charset']],
    ['ümlaut', ['charset']],
    ['new\nline', ['charset']],
    ['nul\u0000', ['charset']],
    [' space', ['charset']],
    ['../../etc', ['charset']],
    ['--set', ['edge_hyphen']],
    ['-a', ['edge_hyphen']],
    ['a-', ['edge_hyphen']],
    ['-', ['edge_hyphen']],
    ['xn--abc', ['double_hyphen']],
    ['ab--c', ['double_hyphen']],
    ['www', ['reserved']],
    [`-A${'b'.repeat(40)}`, ['max_length', 'charset', 'edge_hyphen']],
  ])('%j', async (name, rules) => {
    const { status, body } = await create({ name, engine: 'woocommerce' })
    expect(status).toBe(400)
    expect(body.code).toBe('invalid_request')
    expect(rulesOf(body)).toEqual(rules.map((rule) => `/name ${rule}`))
    for (const { message } of body.errors) expect(message).toMatch(/^The name .*\.$/)
  })
})

describe('a body that does not fit is refused with all its faults at once:', () => {
  test.each([
    [{}, ['/name required', '/engine required']],
    [{ name: 5, engine: true }, ['/name type', '/engine one_of']],
    [{ name: null, engine: null }, ['/name type', '/engine one_of']],
    [{ name: ['a'], engine: 'shopify' }, ['/name type', '/engine one_of']],
    [{ name: 'x', engine: 'woocommerce', replicas: 3, 'a/b~c': 1 }, ['/replicas unknown', '/a~1b~0c unknown']],
    [{ name: 'X', engine: 'x', extra: 1 }, ['/name charset', '/engine one_of', '/extra unknown']],
    [[], [' type']],
    ['text', [' type']],
    [7, [' type']],
    [null, [' type']],
  ])('%j', async (json, rules) => {
    const { status, body } = await create(json)
    expect(status).toBe(400)
    expect(rulesOf(body)).toEqual(rules)
  })

  test('a member called __proto__ is unknown like any other', async () => {
    const body = '{"name":"x","engine":"woocommerce","__proto__":{"a":1}}'
    const answer = await api.call('/stores', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      raw: { body },
    })
    expect(answer.status).toBe(400)
    expect(rulesOf(answer.body)).toEqual(['/__proto__ unknown'])
  })

  test.each(['{', '', '{"name":}', "{'name':'a'}", 'name=a'])('malformed JSON %j', async (body) => {
    const answer = await api.call('/stores', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      raw: { body },
    })
    expect(answer.status).toBe(400)
    expect(rulesOf(answer.body)).toEqual([' json'])
  })

  test('an unknown query parameter', async () => {
    const answer = await api.call('/stores?dry_run=1', { method: 'POST', json: { name: 'x', engine: 'woocommerce' } })
    expect(answer.status).toBe(400)
    expect(rulesOf(answer.body)).toEqual(['?dry_run unknown'])
  })
})

describe('a body that is not declared as JSON is refused with 415:', () => {
  test.each([
    ['text/plain'],
    ['application/x-www-form-urlencoded'],
    ['multipart/form-data; boundary=x'],
    ['application/json, text/plain'],
    ['text/plain; application/json'],
    ['application/problem+json'],
    ['application/jsonx'],
    ['application/json; charset=utf-16'],
    [''],
  ])('%j', async (type) => {
    const body = JSON.stringify({ name: uniqueName(), engine: 'woocommerce' })
    const answer = await api.call('/stores', { method: 'POST', headers: { 'Content-Type': type }, raw: { body } })
    expect(answer.status).toBe(415)
    expect(answer.body.code).toBe('unsupported_media_type')
  })

  test('no type and no body', async () => {
    expect((await api.call('/stores', { method: 'POST' })).status).toBe(415)
  })

  test.each(['application/json', 'Application/JSON; charset=UTF-8', 'application/json;charset="utf-8"'])(
    'but %s is JSON',
    async (type) => {
      expect((await create({ name: uniqueName(), engine: 'medusa' }, { 'Content-Type': type })).status).toBe(202)
    },
  )
})

describe('a body over 16 KiB is refused with 413', () => {
  test('when its length is told', async () => {
    const { status, body } = await create({ name: 'a'.repeat(17_000), engine: 'woocommerce' })
    expect(status).toBe(413)
    expect(body.code).toBe('body_too_large')
  })

  test('when it comes in pieces, without reading all of them', async () => {
    let pieces = 0
    const body = new ReadableStream({
      pull(controller) {
        pieces++
        controller.enqueue(new Uint8Array(1024).fill(32))
        if (pieces === 1000) controller.close()
      },
    })
    const raw = { body, duplex: 'half' } as RequestInit
    const headers = { 'Content-Type': 'application/json' }
    expect((await api.call('/stores', { method: 'POST', headers, raw })).status).toBe(413)
    expect(pieces).toBeLessThan(30)
  })
})

describe('a name belongs to one store at a time', () => {
  test('the second gets 409 with the holder that is its own', async () => {
    const name = uniqueName()
    const first = await api.post(name)
    const { status, body } = await api.post(name)
    expect(status).toBe(409)
    expect(body).toMatchObject({ code: 'name_taken', store_id: first.body.id })
  })

  test('two at once over two connections: one 202, one 409', async () => {
    const another = makeApi(files.another())
    const name = uniqueName()
    const answers = await Promise.all([api.post(name), another.post(name)])
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409])
  })

  test('eight at once: one 202, seven 409', async () => {
    const name = uniqueName()
    const answers = await Promise.all(Array.from({ length: 8 }, () => api.post(name)))
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409, 409, 409, 409, 409, 409, 409])
  })

  test('the name of a DELETED store is free again, that of a DELETING one is not', async () => {
    const name = uniqueName()
    const { id } = (await api.post(name)).body
    await api.call(`/stores/${id}`, { method: 'DELETE' })
    expect((await api.post(name)).status).toBe(409)
    await makeDeleted(files.database, id)
    expect((await api.post(name)).status).toBe(202)
  })
})

describe('with keys', () => {
  let own: TestDatabase
  beforeAll(async () => {
    own = await makeDatabase()
  })
  afterAll(() => own.remove())

  test("the holder of a name is not told to another owner, whatever its key's name", async () => {
    const { post } = makeApi(own.database)
    const [anna, bert] = [await makeKey(own.database), await makeKey(own.database, { owner: 'bert' })]
    const name = uniqueName()
    const first = await post(name, anna.headers)
    const { status, body } = await post(name, bert.headers)
    expect(status).toBe(409)
    expect(JSON.stringify(body)).not.toContain(first.body.id)
  })

  test('eight at once take no more places than the key allows', async () => {
    const { post, call } = makeApi(own.database)
    const { headers } = await makeKey(own.database, { owner: 'carl', maxStores: 2 })
    const answers = await Promise.all(Array.from({ length: 8 }, () => post(uniqueName(), headers)))
    const taken = answers.filter(({ status }) => status === 202)
    const refused = answers.filter(({ status }) => status === 403)
    expect([taken.length, refused.length]).toEqual([2, 6])
    expect(refused[0]?.body.code).toBe('quota_exceeded')
    const { id } = taken[0]?.body ?? {}
    await call(`/stores/${id}`, { method: 'DELETE', headers })
    expect((await post(uniqueName(), headers)).status).toBe(403)
    await makeDeleted(own.database, id)
    expect((await post(uniqueName(), headers)).status).toBe(202)
  })
})

describe('an engine', () => {
  let own: TestDatabase
  beforeAll(async () => {
    own = await makeDatabase()
  })
  afterAll(() => own.remove())
  const medusa = (post = makeApi(own.database)) =>
    post.call('/stores', { method: 'POST', json: { name: uniqueName(), engine: 'medusa' } })

  test('is accepted while no poller is known, refused with the reason while none offers it, accepted once one does', async () => {
    expect((await medusa()).status).toBe(202)
    const reason = 'No Medusa image is configured'
    const engines = { woocommerce: { available: true, reason: null }, medusa: { available: false, reason } }
    await beat(own.database, 'old', { engines, ageMs: 25 * 3_600_000 })
    expect((await medusa()).status).toBe(202)
    await beat(own.database, 'one', { engines })
    const { status, body } = await medusa()
    expect(status).toBe(409)
    expect(body).toMatchObject({ code: 'engine_unavailable', detail: reason })
    expect((await makeApi(own.database).post(uniqueName())).status).toBe(202)
    await beat(own.database, 'two')
    expect((await medusa()).status).toBe(202)
  })

  test.each([
    ['does not know it', { woocommerce: { available: true, reason: null } }],
    ['says something else of it', { medusa: 'yes' }],
    ['wrote no record', [1, 2]],
  ])('is refused while the only poller is of an older version, which %s', async (_, engines) => {
    const own = await makeDatabase()
    await beat(own.database, 'old', { engines })
    const { status, body } = await makeApi(own.database).call('/stores', {
      method: 'POST',
      json: { name: uniqueName(), engine: 'medusa' },
    })
    expect([status, body.code]).toEqual([409, 'engine_unavailable'])
    expect(body.detail).toBe('Poller old (version 1) does not say that it can install medusa; upgrade the poller')
    own.remove()
  })
})
