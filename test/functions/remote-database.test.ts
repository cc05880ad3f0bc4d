// On a real libSQL server, shared by two servers of the API, each with a connection of its own: what is kept there is kept for both.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApi } from '../../functions/app.ts'
import { type Listening, serve } from '../../functions/serve.ts'
import { systemClock } from '../../shared/clock.ts'
import type { Database } from '../../shared/database/database.ts'
import { migrate } from '../../shared/database/migrate.ts'
import { openDatabase } from '../../shared/database/open-database.ts'
import { eventually } from '../support/eventually.ts'
import { quietLog } from '../support/quiet-log.ts'
import { type Sqld, startSqld } from '../support/sqld.ts'
import { uniqueName } from './api.ts'
import { makeFailed, makeReady } from './place-store.ts'

type Server = { database: Database; listening: Listening }

let sqld: Sqld
let one: Server
let other: Server
beforeAll(async () => {
  sqld = await startSqld()
  one = await start()
  other = await start()
}, 60_000)
afterAll(async () => {
  for (const { database, listening } of [one, other]) {
    await listening.stop({ withinMs: 1_000 })
    database.close()
  }
  await sqld.stop()
})

async function start(): Promise<Server> {
  const address = { kind: 'remote', url: sqld.url } as const
  const database = await openDatabase({ address, authToken: undefined, synchronous: 'FULL', clock: systemClock })
  await migrate(database)
  const settings = { reservedNames: [], secretKeys: undefined, keylessAllowed: true }
  const api = createApi({ database, log: quietLog, clock: systemClock, settings })
  return { database, listening: await serve({ fetch: api.fetch, host: '127.0.0.1', port: 0, clock: systemClock }) }
}

async function post({ listening }: Server, name: string, key: string) {
  const response = await fetch(`${listening.url}/api/v1/stores`, {
    method: 'POST',
    body: JSON.stringify({ name, engine: 'woocommerce' }),
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
  })
  return { status: response.status, body: (await response.json()) as { id: string; code?: string } }
}

async function listen({ listening }: Server, path: string, lastId: number) {
  const leaving = new AbortController()
  const headers = { Accept: 'text/event-stream', 'Last-Event-ID': String(lastId) }
  const { body } = await fetch(`${listening.url}/api/v1${path}`, { headers, signal: leaving.signal })
  const heard = { ids: [] as number[], leave: () => leaving.abort() }
  const read = async () => {
    let text = ''
    for await (const part of body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += part
      heard.ids = [...text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id))
    }
  }
  read().catch(() => undefined)
  return heard
}

test('one Idempotency-Key, sent to both servers at once and again later, makes one store and gets one answer', async () => {
  const name = uniqueName()
  const answers = await Promise.all(Array.from({ length: 8 }, (_, turn) => post(turn % 2 ? one : other, name, 'key-1')))
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  expect(answers[0]?.status).toBe(202)
  await makeReady(one.database, answers[0]?.body.id ?? '')
  const restarted = await start()
  expect(await post(restarted, name, 'key-1')).toEqual(answers[0])
  expect(await post(restarted, uniqueName(), 'key-1')).toMatchObject({
    status: 422,
    body: { code: 'idempotency_key_reused' },
  })
  expect(await one.database.query('SELECT id FROM stores WHERE name = ?', [name])).toHaveLength(1)
  await restarted.listening.stop({ withinMs: 1_000 })
  restarted.database.close()
})

test('what one server has answered the other shows at once: a new store, its removal, and a retry', async () => {
  for (let turn = 0; turn < 10; turn++) {
    const [first, second] = turn % 2 ? [one, other] : [other, one]
    const { id } = (await post(first, uniqueName(), `seen-${turn}`)).body
    const show = async ({ listening }: Server) => {
      const answer = await fetch(`${listening.url}/api/v1/stores/${id}`)
      return [answer.status, ((await answer.json()) as { status?: string }).status]
    }
    expect(await show(second)).toEqual([200, 'PROVISIONING'])
    await makeFailed(first.database, id)
    expect(await show(second)).toEqual([200, 'FAILED'])
    expect((await fetch(`${second.listening.url}/api/v1/stores/${id}/retry`, { method: 'POST' })).status).toBe(202)
    expect(await show(first)).toEqual([200, 'PROVISIONING'])
    expect((await fetch(`${second.listening.url}/api/v1/stores/${id}`, { method: 'DELETE' })).status).toBe(202)
    expect(await show(first)).toEqual([200, 'DELETING'])
  }
})

test('listeners at both servers hear every event of a store once and in order, and go on behind Last-Event-ID', async () => {
  const { id } = (await post(one, uniqueName(), 'key-2')).body
  const heard = await Promise.all([one, other].map((server) => listen(server, `/stores/${id}/events`, 0)))
  await eventually(() => heard.every(({ ids }) => ids.length === 1), { what: 'the creation' })
  await makeReady(other.database, id)
  const rows = await one.database.query<{ id: number }>('SELECT id FROM events WHERE store_id = ? ORDER BY id', [id])
  const ids = rows.map((row) => row.id)
  expect(ids.length).toBeGreaterThan(2)
  await eventually(() => heard.every((one) => one.ids.length === ids.length), { what: 'what followed' })
  expect(heard.map((one) => one.ids)).toEqual([ids, ids])
  const resumed = await listen(other, '/events', ids[1] ?? 0)
  await eventually(() => resumed.ids.length === ids.length - 2, { what: 'the rest' })
  expect(resumed.ids).toEqual(ids.slice(2))
  for (const { leave } of [...heard, resumed]) leave()
})
