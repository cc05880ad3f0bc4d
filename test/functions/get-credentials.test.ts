// GET /stores/:id/credentials: to whom, when, and that it leaves a trace.
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deriveCredentials, secretKey } from '../../shared/credentials.ts'
import { makeDatabase, type TestDatabase } from '../support/database.ts'
import { makeApi, makeKey, uniqueName } from './api.ts'
import { keepLog } from './keep-log.ts'
import { makeReady } from './place-store.ts'

const [newest, older] = [secretKey(randomBytes(32)), secretKey(randomBytes(32))]

let files: TestDatabase
beforeAll(async () => {
  files = await makeDatabase()
})
afterAll(() => files.remove())

const served = () => makeApi(files.database, { secretKeys: [newest, older] })
const events = async (id: string) => (await served().call(`/stores/${id}/events`)).body.events

test('a process without the secret key answers 501', async () => {
  const api = makeApi(files.database)
  const { id } = (await api.post(uniqueName())).body
  expect(await api.call(`/stores/${id}/credentials`)).toMatchObject({
    status: 501,
    body: { code: 'credentials_not_served' },
  })
})

test('before the store is READY they are refused and nothing is recorded', async () => {
  const api = served()
  const { id } = (await api.post(uniqueName())).body
  expect(await api.call(`/stores/${id}/credentials`)).toMatchObject({ status: 409, body: { code: 'not_ready' } })
  expect(await events(id)).toHaveLength(1)
})

test('a READY store shows the password of the key it was installed with, not of the newest, and records the reveal', async () => {
  const { lines, log } = keepLog()
  const api = makeApi(files.database, { secretKeys: [newest, older] }, log)
  const { id, name } = (await api.post(uniqueName())).body
  await makeReady(files.database, id, { keyId: older.id })
  const { status, body, headers } = await api.call(`/api/v1/stores/${id}/credentials`, {
    headers: { 'X-Request-Id': 'reveal-1' },
  })
  expect(status).toBe(200)
  expect(body).toEqual({
    id,
    admin_url: `http://${name}.localhost/wp-admin`,
    user: 'admin',
    password: deriveCredentials(older, id).adminPassword,
    message: expect.stringContaining('initial'),
  })
  expect(headers.get('Cache-Control')).toBe('no-store')
  const all = await events(id)
  expect(all.at(-1)).toMatchObject({ kind: 'credentials_revealed', request_id: 'reveal-1' })
  for (const text of [JSON.stringify(all), JSON.stringify(lines)]) expect(text).not.toContain(body.password)
})

const recorded = (id: string) =>
  files.database.query<{ at: number; actor: string }>(
    `SELECT at, actor FROM events WHERE store_id = ? AND kind = 'credentials_revealed' ORDER BY id`,
    [id],
  )
const moveReveals = (id: string, byMs: number) =>
  files.database.write([
    { sql: `UPDATE events SET at = at + ? WHERE store_id = ? AND kind = 'credentials_revealed'`, args: [byMs, id] },
  ])

test('however often a caller asks within a minute, each time is answered and one event tells of it; after that, another', async () => {
  const api = served()
  const { id } = (await api.post(uniqueName())).body
  await makeReady(files.database, id, { keyId: newest.id })
  const reveal = async (times: number) => {
    const answers = await Promise.all(Array.from({ length: times }, () => api.call(`/stores/${id}/credentials`)))
    expect(answers.map(({ status, body }) => [status, typeof body.password])).toEqual(
      Array(times).fill([200, 'string']),
    )
  }
  await reveal(20)
  await reveal(1)
  expect(await recorded(id)).toHaveLength(1)
  await moveReveals(id, -61_000)
  await reveal(20)
  expect(await recorded(id)).toHaveLength(2)
})

test('each store has events of its own, and so has each caller', async () => {
  const own = await makeDatabase()
  const api = makeApi(own.database, { secretKeys: [newest] })
  const scopes = ['read', 'write', 'credentials'] as const
  const keys = await Promise.all([0, 1].map(() => makeKey(own.database, { scopes: [...scopes] })))
  const ids: string[] = []
  for (const name of [uniqueName(), uniqueName()]) ids.push((await api.post(name, keys[0]?.headers)).body.id)
  for (const id of ids) await makeReady(own.database, id, { keyId: newest.id })
  for (let round = 0; round < 3; round++)
    for (const id of ids)
      for (const { headers } of keys)
        expect((await api.call(`/stores/${id}/credentials`, { headers })).status).toBe(200)
  const rows = await own.database.query(
    `SELECT store_id, actor FROM events WHERE kind = 'credentials_revealed' ORDER BY store_id, actor`,
  )
  const expected = ids.flatMap((id) => keys.map((key) => ({ store_id: id, actor: `${key.id}:anna` })))
  expect(rows).toEqual(expect.arrayContaining(expected))
  expect(rows).toHaveLength(4)
  own.remove()
})

test('an event of a clock that was ahead tells of no reveal of now', async () => {
  const api = served()
  const { id } = (await api.post(uniqueName())).body
  await makeReady(files.database, id, { keyId: newest.id })
  await api.call(`/stores/${id}/credentials`)
  await moveReveals(id, 3_600_000)
  for (let times = 0; times < 3; times++) await api.call(`/stores/${id}/credentials`)
  expect(await recorded(id)).toHaveLength(2)
})

test('HEAD shows nothing, and is no reveal', async () => {
  const api = served()
  const { id } = (await api.post(uniqueName())).body
  await makeReady(files.database, id, { keyId: newest.id })
  expect((await api.call(`/stores/${id}/credentials`, { method: 'HEAD' })).status).toBe(200)
  expect((await events(id)).map(({ kind }: { kind: string }) => kind)).not.toContain('credentials_revealed')
})

test('Medusa is logged in to at /app, by the e-mail address that was fixed in its row', async () => {
  const api = served()
  const name = uniqueName()
  const { id } = (await api.call('/stores', { method: 'POST', json: { name, engine: 'medusa' } })).body
  await makeReady(files.database, id, { keyId: newest.id })
  const { body } = await api.call(`/stores/${id}/credentials`)
  expect(body).toMatchObject({ admin_url: `http://${name}.localhost/app`, user: `admin@${name}.localhost` })
})

test('a store whose key this process lacks answers 501 and records nothing', async () => {
  const api = served()
  const { id } = (await api.post(uniqueName())).body
  await makeReady(files.database, id, { keyId: 'gone' })
  const before = await events(id)
  expect((await api.call(`/stores/${id}/credentials`)).status).toBe(501)
  expect(await events(id)).toEqual(before)
})

test('a store of an engine that only a newer server knows is shown, but its login is not, and nothing is recorded', async () => {
  const api = served()
  const { id } = (await api.post(uniqueName())).body
  await makeReady(files.database, id, { keyId: newest.id })
  await files.database.write([
    { sql: `INSERT INTO engines (engine) VALUES ('kiosk')` },
    { sql: `UPDATE stores SET engine = 'kiosk' WHERE id = ?`, args: [id] },
  ])
  const before = await events(id)
  expect(await api.call(`/stores/${id}`)).toMatchObject({ status: 200, body: { engine: 'kiosk', status: 'READY' } })
  expect(await api.call(`/stores/${id}/credentials`)).toMatchObject({
    status: 501,
    body: { code: 'credentials_not_served', detail: expect.stringMatching(/does not know .*"kiosk".*upgrade/) },
  })
  expect(await events(id)).toEqual(before)
})

test('only the scope credentials opens them, and only those of the own stores', async () => {
  const api = served()
  const { id } = (await api.post(uniqueName())).body
  await makeReady(files.database, id, { keyId: newest.id })
  const reader = await makeKey(files.database, { owner: 'default', scopes: ['read', 'write'] })
  const stranger = await makeKey(files.database, { owner: 'bert', scopes: ['credentials'] })
  const holder = await makeKey(files.database, { owner: 'default', scopes: ['credentials'] })
  const statuses = []
  for (const { headers } of [reader, stranger, holder])
    statuses.push((await api.call(`/stores/${id}/credentials`, { headers })).status)
  expect(statuses).toEqual([403, 404, 200])
})
