// Prefer: wait and ETag: an answer that is held back until there is something to tell, and none where nothing is new.
import type { Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApi } from '../../functions/app.ts'
import { serve } from '../../functions/serve.ts'
import { systemClock } from '../../shared/clock.ts'
import { makeDatabase, type TestDatabase } from '../support/database.ts'
import { eventually } from '../support/eventually.ts'
import { setRow } from '../support/place-store.ts'
import { quietLog } from '../support/quiet-log.ts'
import { makeApi, makeKey, uniqueName } from './api.ts'
import { beat, makeDeleted, makeFailed, makeReady } from './place-store.ts'
import { speak } from './speak.ts'

let files: TestDatabase
let api: ReturnType<typeof makeApi>
beforeAll(async () => {
  files = await makeDatabase()
  api = makeApi(files.database)
})
afterAll(() => files.remove())

const create = async (): Promise<string> => (await api.post(uniqueName())).body.id
const prefer = (preference: string) => ({ Prefer: preference })
const show = (id: string, headers: Record<string, string> = {}) => api.call(`/stores/${id}`, { headers })

/** Which ids are waited for is seen in the look that all who wait share; between two looks the watch sleeps. */
function watchLooks(source = files.database) {
  const looks: string[] = []
  const asleep = new Set<Promise<void>>()
  const sleep = (ms: number, signal?: AbortSignal) => {
    const slept = systemClock.sleep(ms, signal)
    asleep.add(slept)
    return slept.finally(() => asleep.delete(slept))
  }
  const query: TestDatabase['database']['query'] = (sql, args) => {
    if (args && 'ids' in args) looks.push(String(args['ids']))
    return source.query(sql, args)
  }
  const database = { ...source, query }
  return { looks, asleep, database, watched: makeApi(database, {}, quietLog, { clock: { ...systemClock, sleep } }) }
}

describe('Prefer: wait', () => {
  test('holds the answer to a creation back until the store is READY', async () => {
    const name = uniqueName()
    const waiting = api.post(name, prefer('wait=30'))
    const id = await eventually(async () => {
      const [row] = await files.database.query<{ id: string }>('SELECT id FROM stores WHERE name = ?', [name])
      return row?.id
    })
    await makeReady(files.database, id)
    const { status, headers, body } = await waiting
    expect([status, body.id, body.status]).toEqual([202, id, 'READY'])
    expect(headers.get('Preference-Applied')).toBe('wait=30')
    expect(Object.keys(body)).toEqual(['id', 'name', 'engine', 'namespace', 'status', 'created_at'])
  })

  test('holds back the answers to GET, retry and DELETE, each until the store has settled', async () => {
    const id = await create()
    const looked = show(id, prefer('respond-async, WAIT="20"; x=1'))
    await makeFailed(files.database, id)
    expect((await looked).body.status).toBe('FAILED')
    const retried = api.call(`/stores/${id}/retry`, { method: 'POST', headers: prefer('wait=20') })
    await eventually(async () => (await show(id)).body.status === 'PROVISIONING')
    await makeReady(files.database, id)
    expect(await retried).toMatchObject({ status: 202, body: { status: 'READY' } })
    const removed = api.call(`/stores/${id}`, { method: 'DELETE', headers: prefer('wait=20') })
    await eventually(async () => (await show(id)).body.status === 'DELETING')
    await makeDeleted(files.database, id)
    expect(await removed).toMatchObject({ status: 200, body: { status: 'DELETED' } })
  })

  test('is over when its time is, with the present state', async () => {
    const id = await create()
    expect((await show(id, prefer('wait=1'))).body.status).toBe('PROVISIONING')
    expect((await show(id, prefer('wait=0'))).body.status).toBe('PROVISIONING')
  })

  test.each(['wait', 'wait=', 'wait=x', 'wait=-1', 'return=minimal', ''])(
    'is passed over when it is %j',
    async (preference) => {
      const { status, headers } = await show(await create(), prefer(preference))
      expect([status, headers.get('Preference-Applied')]).toEqual([200, null])
    },
  )

  test('never waits for more than 60 seconds', async () => {
    const id = await create()
    await makeReady(files.database, id)
    expect((await show(id, prefer('wait=999999999'))).headers.get('Preference-Applied')).toBe('wait=60')
  })

  test('is answered at once with the present state when the server is told to stop', async () => {
    const stopping = new AbortController()
    const own = makeApi(files.database, {}, quietLog, { stopping: stopping.signal })
    const id = await create()
    const waiting = [
      own.call(`/stores/${id}`, { headers: prefer('wait=60') }),
      own.post(uniqueName(), prefer('wait=60')),
    ]
    stopping.abort()
    expect((await Promise.all(waiting)).map(({ body }) => body.status)).toEqual(['PROVISIONING', 'PROVISIONING'])
  })

  test('of more than a quarter of all that wait, one owner is answered at once, as without it; others still wait', async () => {
    const own = await makeDatabase()
    const served = makeApi(own.database, { maxWaits: 8 })
    const [anna, bert] = [await makeKey(own.database), await makeKey(own.database, { owner: 'bert' })]
    const ask = async ({ headers }: typeof anna, seconds: number) => {
      const answer = await served.post(uniqueName(), { ...headers, ...prefer(`wait=${seconds}`) })
      return [answer.status, answer.body.status, answer.headers.get('Preference-Applied')]
    }
    const waiting = [ask(anna, 3), ask(anna, 3)]
    await eventually(async () => (await own.database.query('SELECT id FROM stores')).length === 2)
    expect(await ask(anna, 60)).toEqual([202, 'PROVISIONING', null])
    expect(await ask(bert, 1)).toEqual([202, 'PROVISIONING', 'wait=1'])
    expect(await Promise.all(waiting)).toEqual(Array(2).fill([202, 'PROVISIONING', 'wait=3']))
    expect(await ask(anna, 1)).toEqual([202, 'PROVISIONING', 'wait=1'])
    own.remove()
  })

  test('ends without an answer of the store when the key is revoked meanwhile', async () => {
    const own = await makeDatabase()
    const { looks, watched } = watchLooks(own.database)
    const anna = await makeKey(own.database)
    const { id } = (await watched.post(uniqueName(), anna.headers)).body
    const waiting = watched.call(`/stores/${id}`, { headers: { ...anna.headers, ...prefer('wait=30') } })
    await eventually(() => looks.length > 0, { what: 'the wait to begin' })
    await own.database.write([{ sql: 'UPDATE api_keys SET revoked_at = 1 WHERE id = ?', args: [anna.id] }])
    await makeReady(own.database, id)
    const { status, headers, body } = await waiting
    expect([status, body.code, body.id, headers.get('ETag')]).toEqual([401, 'unauthorized', undefined, null])
    own.remove()
  })

  const leaving: [how: string, leave: (socket: Socket) => void][] = [
    ['ends its side', (socket) => socket.end()],
    ['closes', (socket) => socket.destroy()],
    ['is reset', (socket) => socket.resetAndDestroy()],
  ]
  test.each(leaving)('gives its place back at once when the client %s', async (_, leave) => {
    const own = await makeDatabase()
    const { looks, database } = watchLooks(own.database)
    // One place for each owner.
    const settings = { reservedNames: [], secretKeys: undefined, keylessAllowed: true, maxWaits: 4 }
    const { fetch: answer } = createApi({ database, log: quietLog, clock: systemClock, settings })
    const listening = await serve({ fetch: answer, host: '127.0.0.1', port: 0, clock: systemClock })
    const { id } = (await makeApi(own.database).post(uniqueName())).body
    const granted = async () => {
      const asked = await fetch(`${listening.url}/stores/${id}`, { headers: prefer('wait=0') })
      return asked.headers.get('Preference-Applied')
    }
    const line = `GET /stores/${id} HTTP/1.1\r\nHost: localhost\r\nPrefer: wait=60\r\n\r\n`
    const waiting = speak(listening.url, line)
    await eventually(() => looks.length > 0, { what: 'the wait to begin' })
    expect(await granted()).toBeNull()
    leave(waiting.socket)
    await eventually(async () => (await granted()) === 'wait=0', { what: 'the place' })
    await listening.stop({ withinMs: 0 })
    own.remove()
  })

  test('of many shares one look at the database, which ends when nobody waits any more', async () => {
    const { looks, asleep, watched } = watchLooks()
    const ids = await Promise.all(Array.from({ length: 20 }, create))
    const leaving = new AbortController()
    const waiting = ids.map((id) =>
      watched.request(`/stores/${id}`, { headers: prefer('wait=60'), signal: leaving.signal }),
    )
    await eventually(() => looks.some((look) => JSON.parse(look).length === 20))
    leaving.abort()
    await Promise.all(waiting)
    await eventually(() => asleep.size === 0, { what: 'the watch to end' })
    expect(looks.length).toBeLessThan(8)
  })
})

describe('an ETag', () => {
  test('of one store gives 304 while nothing has changed, and the new answer once something has', async () => {
    const id = await create()
    const tag = (await show(id)).headers.get('ETag') ?? ''
    expect(tag).toMatch(/^"[\w-]{27}"$/)
    for (const named of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
      const { status, body, headers } = await show(id, { 'If-None-Match': named })
      expect([status, body, headers.get('ETag')]).toEqual([304, null, tag])
    }
    await makeReady(files.database, id)
    const changed = await show(id, { 'If-None-Match': tag })
    expect([changed.status, changed.body.status]).toEqual([200, 'READY'])
    expect(changed.headers.get('ETag')).not.toBe(tag)
  })

  test('of the list changes with its page', async () => {
    await create()
    const list = (headers = {}) => api.call('/stores?limit=1', { headers })
    const tag = (await list()).headers.get('ETag') ?? ''
    expect((await list({ 'If-None-Match': tag })).status).toBe(304)
    await create()
    expect((await list({ 'If-None-Match': tag })).status).toBe(200)
  })

  test('with Prefer: wait is told of any change, not only of the end', async () => {
    await beat(files.database, 'one')
    const id = await create()
    const tag = (await show(id)).headers.get('ETag') ?? ''
    const waiting = show(id, { 'If-None-Match': tag, ...prefer('wait=30') })
    await setRow(files.database, id, { step: 'web', operation: { state: 'running', message: 'Pulling' } })
    const { status, body } = await waiting
    expect([status, body.progress]).toEqual([200, { step: 'web', message: 'Pulling' }])
    expect((await show(id, { 'If-None-Match': '*', ...prefer('wait=0') })).status).toBe(304)
  })
})
