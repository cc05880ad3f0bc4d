// GET, DELETE and retry of one store, and its timeline.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeDatabase, type TestDatabase } from '../support/database.ts'
import { setRow } from '../support/place-store.ts'
import { makeApi, uniqueName } from './api.ts'
import { makeDeleted, makeFailed, makeReady } from './place-store.ts'

let files: TestDatabase
let api: ReturnType<typeof makeApi>
beforeAll(async () => {
  files = await makeDatabase()
  api = makeApi(files.database)
})
afterAll(() => files.remove())

const create = async (): Promise<string> => (await api.post(uniqueName())).body.id
const remove = (id: string) => api.call(`/stores/${id}`, { method: 'DELETE' })
const retry = (id: string) => api.call(`/stores/${id}/retry`, { method: 'POST' })
const show = async (id: string) => (await api.call(`/stores/${id}`)).body

describe('a store is shown', () => {
  test("with the contract's fields, and without a URL until it is READY", async () => {
    const id = await create()
    await setRow(files.database, id, { store: { host: 'h', url: 'http://h' } })
    const store = await show(id)
    expect(Object.keys(store).sort()).toEqual(
      // biome-ignore format: one list
      ['id', 'name', 'owner', 'engine', 'cluster', 'namespace', 'helm_release', 'status', 'store_url', 'release', 'operation',
        'progress', 'failure_code', 'failure_reason', 'recoverable', 'health', 'created_at', 'updated_at'].sort(),
    )
    expect(store).toMatchObject({ helm_release: id, store_url: null, health: null, recoverable: false })
  })

  test('with URL and health when it is READY', async () => {
    const { id, name } = (await api.post(uniqueName())).body
    await makeReady(files.database, id)
    const shown = { status: 'READY', store_url: `http://${name}.localhost`, progress: null, operation: null }
    expect(await show(id)).toMatchObject({ ...shown, health: { status: 'healthy', reason: null } })
    await setRow(files.database, id, { store: { health: 'degraded', health_reason: 'web is gone' } })
    expect(await show(id)).toMatchObject({ ...shown, health: { status: 'degraded', reason: 'web is gone' } })
  })

  test('with its reason when it is FAILED', async () => {
    const id = await create()
    await makeFailed(files.database, id)
    const failure = { failure_code: 'crash_loop', failure_reason: 'Pods not ready: web' }
    expect(await show(id)).toMatchObject({ status: 'FAILED', ...failure, progress: null, store_url: null })
  })

  test.each(['/stores/nope', '/api/v1/stores/nope', '/stores/nope/events', '/stores/%00', "/stores/'%20OR%201=1--"])(
    'not, but 404 with a problem, at %s',
    async (path) => {
      const { status, body } = await api.call(path)
      expect(status).toBe(404)
      expect(body.code).toBe('not_found')
    },
  )
})

describe('a deletion', () => {
  test('while PROVISIONING leads to DELETING, and READY is then impossible', async () => {
    const id = await create()
    const { status, body } = await remove(id)
    expect(status).toBe(202)
    expect(body).toEqual({ id, status: 'DELETING', message: 'Store deletion started' })
    await expect(makeReady(files.database, id)).rejects.toThrow('illegal transition')
    expect((await show(id)).status).toBe('DELETING')
  })

  test.each(['READY', 'FAILED'])('is legal in %s', async (status) => {
    const id = await create()
    await (status === 'READY' ? makeReady : makeFailed)(files.database, id)
    expect((await remove(id)).status).toBe(202)
    expect(await show(id)).toMatchObject({ status: 'DELETING', failure_code: null, health: null, store_url: null })
  })

  test('repeated is harmless: 202 while it goes on, 200 once the store is gone', async () => {
    const id = await create()
    await remove(id)
    const before = await show(id)
    expect((await remove(id)).status).toBe(202)
    expect(await show(id)).toEqual(before)
    await makeDeleted(files.database, id)
    const { status, body } = await remove(id)
    expect(status).toBe(200)
    expect(body).toEqual({ id, status: 'DELETED', message: 'Store deleted successfully' })
  })

  test('of a store that does not exist is 404', async () => {
    expect((await remove('nope')).status).toBe(404)
  })
})

describe('a retry', () => {
  test('of a FAILED store begins anew and is answered with the store', async () => {
    const id = await create()
    await makeFailed(files.database, id)
    const { status, body } = await retry(id)
    expect(status).toBe(202)
    expect(body).toMatchObject({ id, status: 'PROVISIONING', failure_code: null, progress: { step: 'queued' } })
  })

  test('of any other store is 409, of none 404', async () => {
    const id = await create()
    expect(await retry(id)).toMatchObject({ status: 409, body: { code: 'busy' } })
    await makeReady(files.database, id)
    expect(await retry(id)).toMatchObject({ status: 409, body: { code: 'not_failed' } })
    expect((await retry('nope')).status).toBe(404)
  })

  test('with a body that says something is refused; an empty object says nothing', async () => {
    const id = await create()
    await makeFailed(files.database, id)
    const refused = await api.call(`/stores/${id}/retry`, { method: 'POST', json: { force: true } })
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ pointer: '', rule: 'no_body' }] } })
    expect((await api.call(`/stores/${id}/retry`, { method: 'POST', json: {} })).status).toBe(202)
  })
})

describe('a timeline', () => {
  test('names every transition with the request that asked for it', async () => {
    const id = await create()
    await makeFailed(files.database, id)
    await api.call(`/stores/${id}/retry`, { method: 'POST', headers: { 'X-Request-Id': 'my-retry' } })
    const { status, body } = await api.call(`/api/v1/stores/${id}/events`)
    expect(status).toBe(200)
    const moves = body.events.filter(({ kind }: { kind: string }) => kind === 'transition')
    expect(moves.map(({ from, to, code }: Record<string, string>) => [from, to, code])).toEqual([
      [null, 'PROVISIONING', null],
      ['PROVISIONING', 'FAILED', 'crash_loop'],
      ['FAILED', 'PROVISIONING', null],
    ])
    expect(moves[2].request_id).toBe('my-retry')
    expect(moves.map(({ actor }: { actor: string }) => actor)).toEqual(['local:default', 'poller', 'local:default'])
    expect(moves[2].operation_id).toBe((await show(id)).operation.id)
    // biome-ignore format: one list
    expect(Object.keys(moves[0])).toEqual(['id', 'store_id', 'operation_id', 'at', 'kind', 'from', 'to', 'step', 'code', 'message', 'actor', 'request_id'])
  })

  test('is read on from an event, page after page', async () => {
    const id = await create()
    await remove(id)
    const all = (await api.call(`/stores/${id}/events`)).body
    expect(all.events.length).toBeGreaterThan(1)
    expect(all.next_cursor).toBeNull()
    const first = (await api.call(`/stores/${id}/events?limit=1`)).body
    expect(first.next_cursor).toBe(all.events[0].id)
    const rest = (await api.call(`/stores/${id}/events?after=${first.next_cursor}`)).body
    expect([...first.events, ...rest.events]).toEqual(all.events)
  })

  test('of all stores is found under /api/v1 only', async () => {
    const id = await create()
    const { body } = await api.call('/api/v1/events?limit=500')
    expect(body.events.map((event: { store_id: string }) => event.store_id)).toContain(id)
    expect((await api.call('/events')).status).toBe(404)
  })

  test.each(['after=x', 'after=-1', 'limit=501', 'since=1'])('refuses ?%s', async (query) => {
    expect((await api.call(`/api/v1/events?${query}`)).status).toBe(400)
  })
})
