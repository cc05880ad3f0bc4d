// GET /stores: pages, filters, and what an item says.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeDatabase, type TestDatabase } from '../support/database.ts'
import { makeApi, makeKey, uniqueName } from './api.ts'
import { makeDeleted, makeFailed, makeReady } from './place-store.ts'

let files: TestDatabase
let api: ReturnType<typeof makeApi>
beforeAll(async () => {
  files = await makeDatabase()
  api = makeApi(files.database)
})
afterAll(() => files.remove())

const create = async (name = uniqueName()): Promise<string> => (await api.post(name)).body.id
const idsOf = (body: { stores: { id: string }[] }) => body.stores.map(({ id }) => id)

describe('a list', () => {
  test('pages through all stores once, newest first, whatever is created or deleted meanwhile', async () => {
    const ids: string[] = []
    for (let made = 0; made < 12; made++) ids.unshift(await create())
    const seen: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const { status, body } = await api.call(`/stores?limit=5${cursor && `&cursor=${cursor}`}`)
      expect(status).toBe(200)
      expect(body.stores.length).toBeLessThanOrEqual(5)
      seen.push(...idsOf(body))
      cursor = body.next_cursor
      await create()
      await api.call(`/stores/${seen.at(-1)}`, { method: 'DELETE' })
      await makeDeleted(files.database, seen.at(-1) ?? '')
    }
    expect(seen).toEqual(ids)
  })

  test("an item has the specification's fields, and what is being done to it", async () => {
    const id = await create()
    const { body } = await api.call('/api/v1/stores?limit=1')
    expect(body.stores[0]).toEqual({
      id,
      name: expect.any(String),
      engine: 'woocommerce',
      owner: 'default',
      namespace: `store-${id}`,
      helm_release: id,
      status: 'PROVISIONING',
      store_url: null,
      release: null,
      operation: {
        id: expect.stringMatching(/^op_/),
        kind: 'create',
        step: 'queued',
        message: 'No poller is running',
      },
      progress: { step: 'queued', message: 'No poller is running' },
      failure_code: null,
      failure_reason: null,
      recoverable: false,
      health: null,
      created_at: expect.stringMatching(/Z$/),
      updated_at: expect.stringMatching(/Z$/),
    })
  })

  test('filters by status, engine and the beginning of the name', async () => {
    const [ready, failed] = [await create('zebra-one'), await create('zebra-two')]
    await makeReady(files.database, ready)
    await makeFailed(files.database, failed)
    expect(idsOf((await api.call('/stores?status=READY')).body)).toEqual([ready])
    expect(idsOf((await api.call('/stores?q=zebra&status=FAILED')).body)).toEqual([failed])
    expect(idsOf((await api.call('/stores?q=ZEBRA')).body)).toEqual([failed, ready])
    expect(idsOf((await api.call('/stores?q=%25')).body)).toEqual([])
    expect(idsOf((await api.call('/stores?engine=medusa')).body)).toEqual([])
  })

  test('has DELETED stores only when asked for them', async () => {
    const id = await create()
    await api.call(`/stores/${id}`, { method: 'DELETE' })
    await makeDeleted(files.database, id)
    expect(idsOf((await api.call('/stores?limit=500')).body)).not.toContain(id)
    expect(idsOf((await api.call('/stores?status=DELETED')).body)).toContain(id)
  })
})

describe('a page', () => {
  test('names the next one in Link with the same filters, and the last names none', async () => {
    await Promise.all([create('linked-a'), create('linked-b'), create('linked-c')])
    const first = await api.call('/api/v1/stores?q=linked&limit=2')
    const next = /^<(\?[^>]*)>; rel="next"$/.exec(first.headers.get('Link') ?? '')?.[1] ?? ''
    const second = await api.call(`/api/v1/stores${next}`)
    expect(new Set([...idsOf(first.body), ...idsOf(second.body)]).size).toBe(3)
    expect(second.headers.get('Link')).toBeNull()
  })

  test('of another owner is for administrators; who is none may name itself alone', async () => {
    const own = await makeDatabase()
    const { call, post } = makeApi(own.database)
    const anna = await makeKey(own.database)
    const admin = await makeKey(own.database, { owner: 'ops', scopes: ['read', 'write', 'admin'] })
    const { id } = (await post('of-anna', anna.headers)).body
    await post('of-ops', admin.headers)
    const list = (owner: string, { headers }: { headers: Record<string, string> }) =>
      call(`/stores?owner=${owner}`, { headers })
    expect(idsOf((await list('anna', admin)).body)).toEqual([id])
    expect(idsOf((await list('anna', anna)).body)).toEqual([id])
    expect(idsOf((await list('nobody', admin)).body)).toEqual([])
    for (const owner of ['ops', 'nobody'])
      expect((await list(owner, anna)).body).toMatchObject({ code: 'missing_scope', scope: 'admin' })
    own.remove()
  })
})

describe('a query that does not fit is refused with all its faults at once:', () => {
  test.each([
    ['limit=0', ['?limit range']],
    ['limit=501', ['?limit range']],
    ['limit=-1', ['?limit range']],
    ['limit=1.5', ['?limit range']],
    ['limit=1e2', ['?limit range']],
    ['limit=', ['?limit range']],
    ['limit=1&limit=2', ['?limit type']],
    ['status=ready', ['?status one_of']],
    ['engine=shopify', ['?engine one_of']],
    ['cursor=!!', ['?cursor cursor']],
    ['cursor=bm9uc2Vuc2U', ['?cursor cursor']],
    [`q=${'a'.repeat(41)}`, ['?q max_length']],
    ['page=2', ['?page unknown']],
    ['limit=x&status=y&page=2', ['?status one_of', '?limit range', '?page unknown']],
  ])('%s', async (query, rules) => {
    const { status, body } = await api.call(`/stores?${query}`)
    expect(status).toBe(400)
    expect(body.errors.map((error: { pointer: string; rule: string }) => `${error.pointer} ${error.rule}`)).toEqual(
      rules,
    )
  })

  test.each(['engine=shopify', 'status=ready', 'engine=medusa&engine=medusa'])(
    '%s, with the values that there are and no word that reads as one',
    async (query) => {
      const { body } = await api.call(`/stores?${query}`)
      expect(body.detail).toMatch(/must be one of [A-Za-z, ]+; give it once\.$/)
    },
  )
})
