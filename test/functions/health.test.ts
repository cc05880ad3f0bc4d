// The three health calls: what each of them may depend on.
import { rmSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { systemClock } from '../../shared/clock.ts'
import { openLocal } from '../../shared/database/open-local.ts'
import { makeApi, makeKey, uniqueName } from './api.ts'
import { useFreshApis } from './fresh-apis.ts'
import { beat } from './place-store.ts'

const service = 'store-provisioning-backend'
const fresh = useFreshApis()

describe('/health', () => {
  test.each(['/health', '/api/v1/health'])("at %s answers with the specification's body exactly", async (path) => {
    const { call } = await fresh()
    const { status, body } = await call(path)
    expect(status).toBe(200)
    expect(body).toEqual({ status: 'healthy', service })
  })

  test('is 503 when the database file is removed under it, and requests are 503 with Retry-After', async () => {
    const { call, post, file } = await fresh()
    expect((await call('/health')).status).toBe(200)
    rmSync(file)
    const { status, body } = await call('/health')
    expect(status).toBe(503)
    expect(body).toEqual({ status: 'unhealthy', service, reason: expect.stringContaining('removed') })
    const refused = await post(uniqueName())
    expect(refused).toMatchObject({ status: 503, body: { code: 'database_unavailable' } })
    expect(refused.headers.get('Retry-After')).toBe('1')
    expect((await call('/health')).status).toBe(503)
  })

  test('is 503 when the file is removed after a refused write, which has closed the connection', async () => {
    const { call, post, file } = await fresh()
    const name = uniqueName()
    await post(name)
    expect((await post(name)).status).toBe(409)
    for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true })
    expect((await call('/health')).status).toBe(503)
    expect((await call('/health/ready')).status).toBe(503)
  })

  test('is 503 on a database without our tables', async () => {
    const { folder } = await fresh()
    const empty = openLocal({
      file: `${folder}/empty.db`,
      synchronous: 'NORMAL',
      clock: systemClock,
      random: Math.random,
    })
    const { call } = makeApi(empty)
    expect((await call('/health')).status).toBe(503)
    const ready = await call('/health/ready')
    expect(ready).toMatchObject({ status: 503, body: { status: 'unready' } })
    expect(ready.body.reasons[0]).toContain('storeplane admin migrate')
    empty.close()
  })

  test('needs no key when everything else does', async () => {
    const { call, database } = await fresh()
    await makeKey(database)
    for (const path of ['/health', '/health/live', '/health/ready']) expect((await call(path)).status).toBe(200)
    expect((await call('/stores')).status).toBe(401)
  })
})

test('/health/live asks nothing but the process', async () => {
  const { call, file } = await fresh()
  rmSync(file)
  expect(await call('/health/live')).toMatchObject({ status: 200, body: { status: 'alive' } })
})

describe('/health/ready', () => {
  test('says that no poller has ever ticked on this database', async () => {
    const { call, file } = await fresh()
    const { status, body } = await call('/health/ready')
    expect(status).toBe(200)
    expect(body).toEqual({ status: 'degraded', reasons: [`no poller has ever ticked on ${file}`] })
  })

  test.each([
    [4 * 60_000, 'ready', undefined],
    [6 * 60_000, 'degraded', 'for 6 minutes; the last was one'],
    [3 * 86_400_000, 'degraded', 'for more than a day'],
  ])('with a poller %d ms old is %s', async (ageMs, status, reason) => {
    const { call, database } = await fresh()
    await beat(database, 'one', { ageMs })
    const { body } = await call('/health/ready')
    expect(body.status).toBe(status)
    if (reason === undefined) expect(body.reasons).toEqual([])
    else expect(body.reasons[0]).toContain(reason)
  })

  test('says at once that the last poller has stopped, and counts on another that goes on', async () => {
    const { call, database } = await fresh()
    await beat(database, 'one', { stopped: true })
    const { body } = await call('/health/ready')
    expect(body).toEqual({
      status: 'degraded',
      reasons: [expect.stringMatching(/^no poller is running: the last, one, stopped at \d{4}-\d\d-\d\dT[\d:.]+Z$/)],
    })
    await beat(database, 'two')
    expect((await call('/health/ready')).body).toEqual({ status: 'ready', reasons: [] })
  })

  test('says that the clock was set back, as long as there are times that it has not reached', async () => {
    const { call, post, database } = await fresh()
    await beat(database, 'one')
    await post(uniqueName())
    await database.write([{ sql: `UPDATE events SET at = at + 1800000` }])
    const { status, body } = await call('/health/ready')
    expect(status).toBe(200)
    expect(body).toEqual({
      status: 'degraded',
      reasons: [expect.stringMatching(/the clock of .* was set back: it has times up to 1(799|800) s ahead of it/)],
    })
    await database.write([{ sql: `UPDATE events SET at = at - 1800000` }])
    expect((await call('/health/ready')).body).toEqual({ status: 'ready', reasons: [] })
  })

  test('names the poller whose cluster is out of reach, and no longer that of a silent one', async () => {
    const { call, database } = await fresh()
    await beat(database, 'one', { clusterProblem: 'connect ECONNREFUSED' })
    await beat(database, 'two')
    await beat(database, 'gone', { clusterProblem: 'old', ageMs: 6 * 60_000 })
    const { status, body } = await call('/health/ready')
    expect(status).toBe(200)
    expect(body).toEqual({
      status: 'degraded',
      reasons: ['the cluster is out of reach of poller one: connect ECONNREFUSED'],
    })
  })
})
