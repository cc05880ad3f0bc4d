// A database file that is locked, full or gone: a clear 503 and nothing promised, no store fails, and work goes on by itself.
import { renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Driver from 'libsql'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { systemClock } from '../../shared/clock.ts'
import { openLocal } from '../../shared/database/open-local.ts'
import { eventually } from '../support/eventually.ts'
import { type Stack, startStack } from '../support/stack.ts'
import { ask, makeHome, postStore, startFunctions, unavailable } from './fixtures/functions-process.ts'

describe('while another program holds the lock of the file for longer than anybody waits', () => {
  let stack: Stack
  beforeAll(async () => {
    stack = await startStack({ sandboxArgs: ['--pod-delay', '300'] })
  })
  afterAll(() => stack.stop())

  function holdLock() {
    const driver = new Driver(join(stack.folder, 'stores.db'), { timeout: 1_000 })
    driver.exec('BEGIN IMMEDIATE')
    return () => {
      driver.exec('COMMIT')
      driver.close()
    }
  }

  test('functions answer 503 and still read, a tick exits 1 and says why, a watching poller waits; then all goes on as if nothing had been', async () => {
    const poller = stack.startPoller()
    const first = await stack.create('before-the-lock')
    await eventually(async () => (await stack.sandbox.counts()).installs[`${first.namespace}/${first.id}`] === 1)
    const release = holdLock()
    const tick = stack.startPoller([])
    const posts = [1, 2, 3].map((number) => postStore(stack.apiUrl, `during-${number}`))
    const alive = await ask(stack.apiUrl, '/health/live')
    expect(alive.tookMs).toBeLessThan(2_000)
    expect((await stack.call('GET', `/api/v1/stores/${first.id}`)).status).toBe(200)
    for (const answer of await Promise.all(posts)) expect(answer).toMatchObject(unavailable)
    expect(await tick.ended).toBe(1)
    expect(tick.output()).toContain('database is locked')
    await eventually(() => poller.output().includes('outage.began'), { deadlineMs: 15_000 })
    release()
    const freedMs = performance.now()
    await stack.until(first.id, 'READY')
    // The lease of a minute is given back, not waited for.
    expect(performance.now() - freedMs).toBeLessThan(15_000)
    expect(await rowOf(first.id)).toMatchObject({ attempts: 0, expired_leases: 0 })
    expect((await rowOf(first.id)).observed_ms).toBeLessThan(4_000)
    expect(await stack.database.query(`SELECT id FROM stores WHERE name LIKE 'during-%'`)).toEqual([])
    expect((await postStore(stack.apiUrl, 'during-1')).status).toBe(202)
    await eventually(() => poller.output().includes('outage.ended'), { what: 'the end of the outage in the log' })
    expect(poller.output().match(/outage\.began/g)).toHaveLength(1)
    expect(poller.output().match(/outage\.ended/g)).toHaveLength(1)
    await poller.stop()
  })

  async function rowOf(id: string) {
    const [row] = await stack.database.query<{ attempts: number; expired_leases: number; observed_ms: number }>(
      `SELECT attempts, expired_leases, observed_ms FROM operations JOIN stores ON stores.id = store_id WHERE stores.id = ?`,
      [id],
    )
    if (row === undefined) throw new Error(`no row ${id}`)
    return row
  }
})

async function startAlone(options: { maxFileKiB?: number } = {}) {
  const home = makeHome()
  const functions = await startFunctions({ ...home, ...options })
  const database = openLocal({ file: home.file, synchronous: 'NORMAL', clock: systemClock, random: Math.random })
  onTestFinished(async () => {
    functions.program.kill('SIGKILL')
    await functions.program.ended
    database.close()
    home.remove()
  })
  return { ...home, url: functions.url, program: functions.program, database }
}

test('a disk that is full: what was answered 202 is there, what was not is 503, and writes go on once there is room', async () => {
  const { url, database } = await startAlone({ maxFileKiB: 1_024 })
  const promised: unknown[] = []
  const full = await eventually(async () => {
    const answer = await postStore(url, `store-${promised.length}`)
    if (answer.status === 202) promised.push(answer.body['id'])
    return answer.status !== 202 && answer
  })
  expect(full).toMatchObject(unavailable)
  const unhealthy = { status: 503, body: { status: 'unhealthy', reason: expect.stringContaining('look at the disk') } }
  for (let round = 0; round < 10; round++) {
    expect(await ask(url, '/health')).toMatchObject(unhealthy)
    expect(await ask(url, '/health/ready')).toMatchObject({ status: 503 })
    expect(await postStore(url, 'no-room')).toMatchObject(unavailable)
  }
  const found = await database.query<{ id: string }>('SELECT id FROM stores ORDER BY created_at, id')
  expect(new Set(found.map(({ id }) => id))).toEqual(new Set(promised))
  expect(promised.length).toBeGreaterThan(3)
  await database.query('PRAGMA wal_checkpoint(TRUNCATE)')
  expect(await postStore(url, 'there-is-room')).toMatchObject({ status: 202 })
  expect(await ask(url, '/health')).toMatchObject({ status: 200 })
  expect(await database.query('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }])
})

test('a database file that is taken away is not recreated: 503 until it is back, also where an empty one took its place', async () => {
  const { url, file, database } = await startAlone()
  const kept = await postStore(url, 'kept')
  renameSync(file, `${file}.away`)
  expect(await postStore(url, 'lost')).toMatchObject(unavailable)
  const reason = expect.stringContaining('removed or replaced while it was open')
  expect(await ask(url, '/health')).toMatchObject({ status: 503, body: { status: 'unhealthy', reason } })
  writeFileSync(file, '')
  expect(await postStore(url, 'lost')).toMatchObject(unavailable)
  expect(await ask(url, '/health/ready')).toMatchObject({ status: 503, body: { reasons: [reason] } })
  renameSync(`${file}.away`, file)
  expect(await postStore(url, 'after')).toMatchObject({ status: 202 })
  expect(await ask(url, '/health')).toMatchObject({ status: 200 })
  const rows = await database.query<{ id: string }>('SELECT name FROM stores ORDER BY name')
  expect(rows).toEqual([{ name: 'after' }, { name: 'kept' }])
  expect(kept.status).toBe(202)
})
