// The poller's own row: how its ticks are counted without a write for each.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openHeartbeat } from '../../../poller/process/heartbeat.ts'
import { systemClock } from '../../../shared/clock.ts'
import { pollerConfig } from '../../../shared/config/poller-config.ts'
import { type Database, DatabaseError } from '../../../shared/database/database.ts'
import { makeDatabase, type TestDatabase } from '../../support/database.ts'

let files: TestDatabase
beforeAll(async () => {
  files = await makeDatabase()
})
afterAll(() => files.remove())

/** A poller's process whose clock the test moves and whose database the test takes away. */
function startProcess(pollerId: string) {
  const world = { laterMs: 0, writes: 0, away: false, followed: 0 }
  const database: Database = {
    ...files.database,
    write: async (statements) => {
      if (world.away) throw new DatabaseError('unavailable', 'away')
      world.writes++
      return files.database.write(statements)
    },
  }
  const clock = { ...systemClock, monotonicMs: () => systemClock.monotonicMs() + world.laterMs }
  const config = pollerConfig({ STORE_SECRET_KEY: Buffer.alloc(32, 1).toString('base64') }, files.folder)
  const afterBeat = async () => {
    world.followed++
  }
  const heartbeat = openHeartbeat({ database, clock, pollerId, version: 'test', config, afterBeat })
  const tick = () => {
    heartbeat.countTick()
    return heartbeat.beatWhenOld()
  }
  return { world, tick, stop: () => heartbeat.stopped() }
}

async function stoppedAt(id: string): Promise<number | null | undefined> {
  const [row] = await files.database.query<{ stopped_at: number | null }>(
    'SELECT stopped_at FROM pollers WHERE id = ?',
    [id],
  )
  return row?.stopped_at
}

async function ticksOf(id: string): Promise<number | undefined> {
  const [row] = await files.database.query<{ ticks: number }>('SELECT ticks FROM pollers WHERE id = ?', [id])
  return row?.ticks
}

test('ticks between two heartbeats write nothing and are counted with the next', async () => {
  const { world, tick } = startProcess('watching')
  await tick()
  expect([world.writes, await ticksOf('watching')]).toEqual([1, 1])
  for (let ticks = 0; ticks < 5; ticks++) await tick()
  expect([world.writes, await ticksOf('watching')]).toEqual([1, 1])
  world.laterMs += 10_000
  await tick()
  expect([world.writes, await ticksOf('watching')]).toEqual([2, 7])
})

test('what is to follow a heartbeat follows each that is written, and no tick without one', async () => {
  const { world, tick } = startProcess('followed')
  for (let ticks = 0; ticks < 3; ticks++) await tick()
  expect(world.followed).toBe(1)
  world.laterMs += 10_000
  world.away = true
  await expect(tick()).rejects.toThrow('away')
  world.away = false
  await tick()
  expect(world.followed).toBe(2)
})

test('ticks whose heartbeat could not be written are counted with the next, once', async () => {
  const { world, tick } = startProcess('outage')
  await tick()
  world.laterMs += 10_000
  world.away = true
  for (let ticks = 0; ticks < 3; ticks++) await expect(tick()).rejects.toThrow('away')
  world.away = false
  await tick()
  expect(await ticksOf('outage')).toBe(5)
})

test('the runs of one set-up go on with one count, and a run that writes no heartbeat is not counted', async () => {
  await startProcess('cron').tick()
  await startProcess('cron').tick()
  expect(await ticksOf('cron')).toBe(1)
  const later = startProcess('cron')
  await files.database.write([{ sql: `UPDATE pollers SET last_tick_at = last_tick_at - 60000 WHERE id = 'cron'` }])
  await later.tick()
  expect(await ticksOf('cron')).toBe(2)
})

test('a poller that ends says so at once, and one that is started again takes it back with its first tick', async () => {
  const before = startProcess('restarted')
  await before.tick()
  expect(await stoppedAt('restarted')).toBeNull()
  await before.stop()
  expect(await stoppedAt('restarted')).toEqual(expect.any(Number))
  await startProcess('restarted').tick()
  expect(await stoppedAt('restarted')).toBeNull()
})

test('a poller that runs on while its schema is made unreadable for it is told at its next heartbeat, and writes nothing then', async () => {
  const { world, tick } = startProcess('outrun')
  await tick()
  await files.database.write([{ sql: 'INSERT INTO schema_versions VALUES (99, 99, 0)' }])
  world.laterMs += 10_000
  await expect(tick()).rejects.toThrow('cannot read; upgrade the program')
  await files.database.write([{ sql: 'DELETE FROM schema_versions WHERE version = 99' }])
  expect([world.writes, await ticksOf('outrun')]).toEqual([1, 1])
})
