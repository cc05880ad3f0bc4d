// Events as a stream: every listener hears every event of its stores once and in order, and none costs more than its share.
import { type IncomingMessage, request } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApi } from '../../functions/app.ts'
import { serve } from '../../functions/serve.ts'
import { systemClock } from '../../shared/clock.ts'
import { type Database, DatabaseError } from '../../shared/database/database.ts'
import { now } from '../../shared/database/now.ts'
import { makeDatabase, type TestDatabase } from '../support/database.ts'
import { eventually } from '../support/eventually.ts'
import { quietLog } from '../support/quiet-log.ts'
import { makeApi, makeKey, uniqueName } from './api.ts'
import { keepLog } from './keep-log.ts'

let files: TestDatabase
let api: ReturnType<typeof makeApi>
const leaving = new AbortController()
beforeAll(async () => {
  files = await makeDatabase()
  api = makeApi(files.database)
})
afterAll(() => {
  leaving.abort()
  files.remove()
})

type Heard = { text: string; ids: number[]; ended: boolean; status: number; leave(): void }

/** Reads a stream to its end; `heard` grows meanwhile. */
async function listen(path: string, headers: Record<string, string> = {}, { request } = api): Promise<Heard> {
  const response = await request(path, { headers: { Accept: 'text/event-stream', ...headers }, signal: leaving.signal })
  const reader = response.body?.getReader()
  const heard: Heard = { text: '', ids: [], ended: false, status: response.status, leave: () => void reader?.cancel() }
  const decoder = new TextDecoder()
  const read = async (): Promise<void> => {
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined }
    heard.ended = done
    if (done) return
    const text = decoder.decode(value)
    heard.text += text
    heard.ids.push(...[...text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id)))
    return read()
  }
  void read()
  return heard
}

const create = async (): Promise<string> => (await api.post(uniqueName())).body.id

async function note(database: Database, storeId: string, { count = 1, evidence = null as string | null } = {}) {
  await database.write([
    {
      sql: `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < CAST(? AS INTEGER))
        INSERT INTO events (store_id, owner, at, kind, message, evidence)
        SELECT id, owner, ${now}, 'note', 'event ' || i, ? FROM n, stores WHERE id = ?`,
      args: [count, evidence, storeId],
    },
  ])
}

async function idsOf(storeId: string): Promise<number[]> {
  const rows = await files.database.query<{ id: number }>('SELECT id FROM events WHERE store_id = ? ORDER BY id', [
    storeId,
  ])
  return rows.map(({ id }) => id)
}

test('a stream of a store tells its whole timeline, then each event as it happens, as the page shows it', async () => {
  const id = await create()
  await note(files.database, id, { count: 450 })
  const heard = await listen(`/stores/${id}/events`)
  await eventually(() => heard.ids.length === 451)
  await note(files.database, id)
  await eventually(() => heard.ids.length === 452)
  expect(heard.ids).toEqual(await idsOf(id))
  const page = (await api.call(`/stores/${id}/events?limit=500`)).body.events
  const data = [...heard.text.matchAll(/^data: (.*)$/gm)].map(([, json = '']) => JSON.parse(json))
  expect(data).toEqual(page)
  heard.leave()
})

test('a stream of all stores begins with what happens next, or behind the event that Last-Event-ID or after names', async () => {
  const id = await create()
  await note(files.database, id, { count: 3 })
  const known = await idsOf(id)
  const last = known.at(-1) ?? 0
  const [fresh, resumed, after] = await Promise.all([
    listen('/api/v1/events'),
    listen('/api/v1/events?after=1', { 'Last-Event-ID': String(last - 2) }),
    listen(`/api/v1/events?after=${last - 1}`),
  ])
  await eventually(() => resumed.ids.length === 2 && after.ids.length === 1)
  await note(files.database, id)
  await eventually(() => [fresh, resumed, after].every(({ ids }) => ids.at(-1) === last + 1))
  expect([fresh.ids, resumed.ids, after.ids]).toEqual([[last + 1], [last - 1, last, last + 1], [last, last + 1]])
  for (const { leave } of [fresh, resumed, after]) leave()
})

test('200 listeners and 100 writes a second: everyone hears every event once and in order', async () => {
  const stores = await Promise.all(Array.from({ length: 4 }, create))
  const before = (await files.database.query<{ id: number }>('SELECT max(id) AS id FROM events'))[0]?.id ?? 0
  const all = await Promise.all(Array.from({ length: 100 }, () => listen('/api/v1/events')))
  const own = await Promise.all(
    stores.flatMap((id) => Array.from({ length: 25 }, () => listen(`/stores/${id}/events`))),
  )
  const writer = files.another()
  const startedMs = performance.now()
  for (let written = 0; written < 200; written++) {
    await note(writer, stores[written % 4] ?? '')
    await systemClock.sleep(Math.max(0, startedMs + written * 10 - performance.now()))
  }
  const rows = await files.database.query<{ id: number }>('SELECT id FROM events WHERE id > ? ORDER BY id', [before])
  await eventually(() => all.every(({ ids }) => ids.length >= 200) && own.every(({ ids }) => ids.length >= 51))
  for (const { ids } of all) expect(ids).toEqual(rows.map(({ id }) => id))
  for (const [index, { ids }] of own.entries()) expect(ids).toEqual(await idsOf(stores[Math.floor(index / 25)] ?? ''))
  for (const { leave } of [...all, ...own]) leave()
})

test('an owner hears of its own stores alone, and a stranger gets 404', async () => {
  const own = await makeDatabase()
  const served = makeApi(own.database)
  const [anna, bert] = [await makeKey(own.database), await makeKey(own.database, { owner: 'bert' })]
  const { id } = (await served.post(uniqueName(), anna.headers)).body
  const other = (await served.post(uniqueName(), bert.headers)).body.id
  const heard = await listen('/api/v1/events?after=0', bert.headers, served)
  await note(own.database, id, { count: 5 })
  await note(own.database, other)
  await eventually(() => heard.ids.length === 2)
  expect(heard.text).not.toContain(id)
  expect((await listen(`/stores/${id}/events`, bert.headers, served)).status).toBe(404)
  heard.leave()
  own.remove()
})

test('every 15 seconds a comment says that the stream lives, and a key that was revoked ends it', async () => {
  const own = await makeDatabase()
  let aheadMs = 0
  const clock = { ...systemClock, monotonicMs: () => systemClock.monotonicMs() + aheadMs }
  const served = makeApi(own.database, {}, quietLog, { clock })
  const { id, headers } = await makeKey(own.database)
  const heard = await listen('/api/v1/events', headers, served)
  await eventually(() => heard.text.includes(': listening'))
  for (const beats of [1, 2]) {
    aheadMs += 15_000
    await eventually(() => heard.text.split(': heartbeat\n\n').length === beats + 1)
  }
  await own.database.write([{ sql: 'UPDATE api_keys SET revoked_at = 1 WHERE id = ?', args: [id] }])
  expect(heard.ended).toBe(false)
  aheadMs += 15_000
  await eventually(() => heard.ended)
  own.remove()
})

test('when the server is told to stop, streams end with how soon to come back', async () => {
  const stopping = new AbortController()
  const heard = await listen('/api/v1/events', {}, makeApi(files.database, {}, quietLog, { stopping: stopping.signal }))
  await eventually(() => heard.text.includes(': listening'))
  stopping.abort()
  await eventually(() => heard.ended)
  expect(heard.text.endsWith('retry: 1000\n\n')).toBe(true)
})

test('one stream too many is 503 with when to come back, until another one ends; pages are served all the same', async () => {
  const { lines, log } = keepLog()
  const id = await create()
  const served = makeApi(files.database, { maxStreams: 8 }, log)
  const paths = ['/api/v1/events', `/stores/${id}/events`]
  const [first, second] = [await listen(paths[0] ?? '', {}, served), await listen(paths[1] ?? '', {}, served)]
  for (const path of paths) {
    const { status, headers, body } = await served.call(path, { headers: { Accept: 'text/event-stream' } })
    expect([status, body.code, headers.get('Retry-After')]).toEqual([503, 'too_many_streams', '5'])
    expect((await served.call(path)).status).toBe(200)
  }
  expect(lines.filter(({ level }) => Number(level) >= 50)).toEqual([])
  first.leave()
  const third = await listen(paths[0] ?? '', {}, served)
  expect([second.status, third.status, (await listen(paths[0] ?? '', {}, served)).status]).toEqual([200, 200, 503])
  for (const { leave } of [second, third]) leave()
})

test('one owner has a quarter of all streams at most, and leaves the others theirs', async () => {
  const own = await makeDatabase()
  const served = makeApi(own.database, { maxStreams: 8 })
  const [anna, bert] = [await makeKey(own.database), await makeKey(own.database, { owner: 'bert' })]
  const second = await makeKey(own.database)
  const streams = []
  for (const { headers } of [anna, second, anna, bert, bert])
    streams.push(await listen('/api/v1/events', headers, served))
  expect(streams.map(({ status }) => status)).toEqual([200, 200, 503, 200, 200])
  for (const { leave } of streams) leave()
  own.remove()
})

test('a listener that vanishes gives its place back', async () => {
  const settings = { reservedNames: [], secretKeys: undefined, keylessAllowed: true, maxStreams: 1 }
  const app = createApi({ database: files.another(), log: quietLog, clock: systemClock, settings })
  const listening = await serve({ fetch: app.fetch, host: '127.0.0.1', port: 0, clock: systemClock })
  const url = `${listening.url}/api/v1/events`
  const first = await askAndNotRead(url)
  const refused = await askAndNotRead(url)
  expect([first.statusCode, refused.statusCode]).toEqual([200, 503])
  first.destroy()
  const next = await eventually(async () => {
    const asked = await askAndNotRead(url)
    return asked.statusCode === 200 ? asked : undefined
  })
  for (const one of [refused, next]) one.destroy()
  await listening.stop({ withinMs: 1_000 })
})

test('a stream that could not begin takes no place', async () => {
  let away = true
  const flaky: Database = {
    ...files.database,
    query: (sql, args) => {
      if (away && sql.includes('FROM events')) return Promise.reject(new DatabaseError('unavailable', 'away'))
      return files.database.query(sql, args)
    },
  }
  const served = makeApi(flaky, { maxStreams: 1 })
  for (let tries = 0; tries < 3; tries++)
    expect((await served.call('/api/v1/events', { headers: { Accept: 'text/event-stream' } })).body.code).toBe(
      'database_unavailable',
    )
  away = false
  const heard = await listen('/api/v1/events', {}, served)
  expect(heard.status).toBe(200)
  heard.leave()
})

test('a listener that does not read is cut off, while one that does goes on', async () => {
  const settings = { reservedNames: [], secretKeys: undefined, keylessAllowed: true }
  const app = createApi({ database: files.database, log: quietLog, clock: systemClock, settings })
  const listening = await serve({ fetch: app.fetch, host: '127.0.0.1', port: 0, clock: systemClock })
  const id = await create()
  const good = await listen(`/stores/${id}/events`)
  const stuck = await askAndNotRead(`${listening.url}/stores/${id}/events`)
  for (let written = 1; written < 2_500; ) {
    await note(files.database, id, { count: 500, evidence: 'x'.repeat(16_000) })
    written += 500
    await eventually(() => good.ids.length === written)
  }
  expect(good.ids).toEqual(await idsOf(id))
  let read = 0
  stuck.on('data', ({ length }: Buffer) => {
    read += length
  })
  stuck.resume()
  await eventually(() => stuck.closed)
  expect(stuck.complete).toBe(false)
  expect(read).toBeLessThan(good.text.length)
  good.leave()
  await listening.stop({ withinMs: 1_000 })
})

function askAndNotRead(url: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { headers: { Accept: 'text/event-stream' } }, (response) => {
      response.pause()
      response.on('error', () => {})
      resolve(response)
    })
    asked.on('error', reject).end()
  })
}

test('HEAD of a stream is its headers alone; an empty Last-Event-ID is none, and one that is no id is refused', async () => {
  const id = await create()
  const head = await api.call(`/stores/${id}/events`, { method: 'HEAD', headers: { Accept: 'text/event-stream' } })
  expect([head.status, head.body, head.headers.get('Content-Type')]).toEqual([200, null, 'text/event-stream'])
  const fresh = await listen(`/stores/${id}/events`, { 'Last-Event-ID': '' })
  await eventually(() => fresh.ids.length === 1, { what: 'the first event' })
  fresh.leave()
  const refused = await api.call('/api/v1/events', { headers: { 'Last-Event-ID': 'x', Accept: 'text/event-stream' } })
  expect([refused.status, refused.body.errors[0].pointer]).toEqual([400, 'last-event-id'])
})
