// The operations of a store over HTTP: listed, shown, waited for and cancelled; what belongs to others is not found.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeDatabase, type TestDatabase } from '../support/database.ts'
import { eventually } from '../support/eventually.ts'
import { moveStore, placeStore, setRow } from '../support/place-store.ts'
import { makeApi, makeKey, uniqueName } from './api.ts'
import { beat, makeFailed, makeReady } from './place-store.ts'

let files: TestDatabase
let api: ReturnType<typeof makeApi>
beforeAll(async () => {
  files = await makeDatabase()
  api = makeApi(files.database)
})
afterAll(() => files.remove())

const create = async (): Promise<string> => (await api.post(uniqueName())).body.id
const show = async (id: string) => (await api.call(`/stores/${id}`)).body
const openOf = async (id: string): Promise<string> => (await show(id)).operation.id
const get = (op: string, headers: Record<string, string> = {}) => api.call(`/api/v1/operations/${op}`, { headers })
const cancel = (op: string) => api.call(`/api/v1/operations/${op}/cancel`, { method: 'POST' })
const list = async (id: string, query = '') => (await api.call(`/stores/${id}/operations${query}`)).body
const kinds = (page: { operations: { kind: string; state: string }[] }) =>
  page.operations.map(({ kind, state }) => `${kind} ${state}`)

describe('GET /stores/:id/operations', () => {
  test('lists what was done to a store, newest first, each with how it ended', async () => {
    const id = await create()
    await makeFailed(files.database, id)
    await moveStore(files.database, id, 'PROVISIONING')
    await makeReady(files.database, id)
    await api.call(`/stores/${id}`, { method: 'DELETE' })
    const page = await list(id)
    expect(kinds(page)).toEqual(['delete queued', 'retry succeeded', 'create failed'])
    const [deletion, , creation] = page.operations
    expect(creation).toMatchObject({
      store_id: id,
      failure_code: 'crash_loop',
      failure_reason: 'Pods not ready: web',
      actor: 'local:default',
      params: { engine: 'woocommerce' },
      finished_at: expect.stringMatching(/Z$/),
    })
    expect(deletion).toMatchObject({ id: await openOf(id), finished_at: null, message: 'No poller is running' })
  })

  test('pages by cursor and Link, each operation once, and answers 304 while nothing has changed', async () => {
    const id = await create()
    for (let turn = 0; turn < 4; turn++) {
      await makeFailed(files.database, id)
      await moveStore(files.database, id, 'PROVISIONING')
    }
    const whole = await list(id)
    const seen: string[] = []
    let path: string | undefined = `/stores/${id}/operations?limit=2`
    while (path !== undefined) {
      const { headers, body } = await api.call(path)
      seen.push(...body.operations.map((operation: { id: string }) => operation.id))
      const next: string | undefined = /^<([^>]+)>; rel="next"$/.exec(headers.get('Link') ?? '')?.[1]
      expect(next === undefined).toBe(body.next_cursor === null)
      path = next && `/stores/${id}/operations${next}`
    }
    expect(seen).toEqual(whole.operations.map((operation: { id: string }) => operation.id))
    const { headers } = await api.call(`/stores/${id}/operations`)
    const tag = headers.get('ETag') ?? ''
    const again = await api.call(`/stores/${id}/operations`, { headers: { 'If-None-Match': tag } })
    expect([again.status, again.body]).toEqual([304, null])
    expect((await api.call(`/stores/${id}/operations?cursor=nonsense`)).body.code).toBe('invalid_request')
  })
})

describe('GET /operations/:op', () => {
  test('says how many stores are ahead of a queued one, and nothing of the kind once it has ended', async () => {
    const own = await makeDatabase()
    const { call, post } = makeApi(own.database)
    await beat(own.database, 'one')
    await post(uniqueName())
    const { id } = (await post(uniqueName())).body
    const op = (await call(`/stores/${id}`)).body.operation.id
    const { body } = await call(`/api/v1/operations/${op}`)
    expect(body).toMatchObject({ id: op, state: 'queued', message: 'Queued, 1 ahead', position: 1 })
    await makeReady(own.database, id)
    const ended = (await call(`/api/v1/operations/${op}`)).body
    expect(ended).toMatchObject({ state: 'succeeded', message: null, position: null })
    own.remove()
  })

  test('with Prefer: wait answers when the operation has ended, however it ends', async () => {
    const [ready, failed, cancelled, deleted] = [await create(), await create(), await create(), await create()]
    const ids = [ready, failed, cancelled, deleted]
    const ops = await Promise.all(ids.map(openOf))
    const waiting = ops.map((op) => get(op, { Prefer: 'wait=30' }))
    await makeReady(files.database, ready)
    await makeFailed(files.database, failed)
    await cancel(ops[2] ?? '')
    await api.call(`/stores/${deleted}`, { method: 'DELETE' })
    const answers = await Promise.all(waiting)
    expect(answers.map(({ body }) => body.state)).toEqual(['succeeded', 'failed', 'cancelled', 'cancelled'])
    expect(answers[0]?.headers.get('Preference-Applied')).toBe('wait=30')
    expect((await get(ops[0] ?? '', { Prefer: 'wait=30' })).body.state).toBe('succeeded')
  })

  test('with Prefer: wait and the tag of the present answer is told of any change', async () => {
    const id = await create()
    const op = await openOf(id)
    const tag = (await get(op)).headers.get('ETag') ?? ''
    expect((await get(op, { 'If-None-Match': tag })).status).toBe(304)
    const waiting = get(op, { 'If-None-Match': tag, Prefer: 'wait=30' })
    expect((await get(op, { 'If-None-Match': '"another"', Prefer: 'wait=30' })).status).toBe(200)
    await setRow(files.database, id, { step: 'database' })
    expect(await waiting).toMatchObject({ status: 200, body: { step: 'database', finished_at: null } })
  })

  test('of nothing is 404', async () => {
    expect(await get('op_none')).toMatchObject({ status: 404, body: { code: 'not_found' } })
  })
})

describe('POST /operations/:op/cancel', () => {
  test('ends a creation: the store is FAILED with the code cancelled, and can be retried', async () => {
    const id = await create()
    const op = await openOf(id)
    const { status, body } = await cancel(op)
    expect([status, body.id, body.state, body.cancelled_by]).toEqual([200, op, 'cancelled', 'local:default'])
    expect(await show(id)).toMatchObject({ status: 'FAILED', failure_code: 'cancelled', operation: null })
    expect((await cancel(op)).body).toEqual(body)
    expect((await api.call(`/stores/${id}/retry`, { method: 'POST' })).status).toBe(202)
  })

  test('refuses a deletion and what has ended with not_cancellable', async () => {
    const { id } = await placeStore(files.database, { status: 'READY' })
    const [creation] = (await list(id)).operations
    expect(await cancel(creation.id)).toMatchObject({ status: 409, body: { code: 'not_cancellable' } })
    await api.call(`/stores/${id}`, { method: 'DELETE' })
    const refused = await cancel(await openOf(id))
    expect(refused).toMatchObject({ status: 409, body: { code: 'not_cancellable' } })
    expect((await show(id)).status).toBe('DELETING')
  })

  test('refuses a body that says something', async () => {
    const answer = await api.call(`/api/v1/operations/op_none/cancel`, { method: 'POST', json: { force: true } })
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_request' } })
  })
})

describe('POST /stores/:id/retry', () => {
  test('answers the store with its operation, which Location names', async () => {
    const id = await create()
    await makeFailed(files.database, id)
    const { status, headers, body } = await api.call(`/stores/${id}/retry`, { method: 'POST' })
    expect(status).toBe(202)
    expect(body).toEqual(await show(id))
    expect(body.operation).toMatchObject({ kind: 'retry', step: 'queued' })
    expect(headers.get('Location')).toBe(`../../api/v1/operations/${body.operation.id}`)
    expect((await get(body.operation.id)).body).toMatchObject({ kind: 'retry', store_id: id })
  })

  test('names its operation also when it answers after the end, and when it is repeated', async () => {
    const id = await create()
    await makeFailed(files.database, id)
    const headers = { Prefer: 'wait=30', 'Idempotency-Key': `once-${id}` }
    const waiting = api.call(`/stores/${id}/retry`, { method: 'POST', headers })
    const op = await eventually(async () => (await show(id)).operation?.id)
    await makeReady(files.database, id)
    const first = await waiting
    expect([first.body.status, first.body.operation]).toEqual(['READY', null])
    expect(first.headers.get('Location')).toBe(`../../api/v1/operations/${op}`)
    const again = await api.call(`/stores/${id}/retry`, { method: 'POST', headers })
    expect(again.headers.get('Location')).toBe(first.headers.get('Location'))
  })

  test('while an operation is open is 409 busy with its id', async () => {
    const id = await create()
    const refused = await api.call(`/stores/${id}/retry`, { method: 'POST' })
    expect(refused).toMatchObject({ status: 409, body: { code: 'busy', operation_id: await openOf(id) } })
  })
})

test("operations of another owner's stores are not found, whoever asks for whatever", async () => {
  const own = await makeDatabase()
  const { call, post } = makeApi(own.database)
  const [anna, bert] = [await makeKey(own.database), await makeKey(own.database, { owner: 'bert' })]
  const { id } = (await post(uniqueName(), anna.headers)).body
  const op = (await call(`/stores/${id}`, { headers: anna.headers })).body.operation.id
  const asked: [string, string][] = [
    ['GET', `/stores/${id}/operations`],
    ['GET', `/api/v1/operations/${op}`],
    ['POST', `/api/v1/operations/${op}/cancel`],
  ]
  for (const [method, path] of asked) {
    expect((await call(path, { method, headers: bert.headers })).body.code).toBe('not_found')
    expect((await call(path, { method, headers: anna.headers })).status).toBe(200)
  }
  own.remove()
})
