// The poller's own row: how its ticks are counted without a write for each.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openHeartbeat } from '../../../poller/process/heartbeat.ts'
import type { OwnProcess } from '../../../poller/process/process-rows.ts'
import { systemClock } from '../../../shared/clock.ts'
import { pollerConfig } from '../../../shared/config/poller-config.ts'
import { type Database, DatabaseError } from '../../../shared/database/database.ts'
import { now } from '../../../shared/database/now.ts'
import { listClusterNames } from '../../../shared/installation.ts'
import { captureLog } from '../../support/captured-log.ts'
import { makeDatabase, type TestDatabase } from '../../support/database.ts'
import { placeStore } from '../../support/place-store.ts'

let files: TestDatabase
beforeAll(async () => {
  files = await makeDatabase()
})
afterAll(() => files.remove())

/** A poller's process whose clock the test moves and whose database the test takes away. */
function startProcess(pollerId: string, process?: OwnProcess) {
  const captured = captureLog()
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
  const config = pollerConfig({ STORE_SECRET_KEY: Buffer.alloc(32, 'test').toString('base64') }, files.folder)
  const afterBeat = async () => {
    world.followed++
  }
  const heartbeat = openHeartbeat({
    database,
    clock,
    log: captured.log,
    pollerId,
    version: 'test',
    config,
    process,
    afterBeat,
  })
  const tick = () => {
    heartbeat.countTick()
    return heartbeat.beatWhenOld()
  }
  return { world, tick, lines: captured.lines, stop: () => heartbeat.stopped(), leave: () => heartbeat.left() }
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

describe('of the processes with one set-up on one host', () => {
  const running = new Set<number>()
  const isRunning = (pid: number) => running.has(pid)
  let pids = 0
  const start = (pollerId: string, pid = ++pids) => {
    running.add(pid)
    return startProcess(pollerId, { id: `host:${pid}:${++pids}`, pid, isRunning })
  }

  test('one that stops does not speak for the other, and the last one does', async () => {
    const [first, second] = [start('two'), start('two')]
    await first.tick()
    await second.tick()
    await first.stop()
    expect(await stoppedAt('two')).toBeNull()
    await second.stop()
    expect(await stoppedAt('two')).toEqual(expect.any(Number))
  })

  test('one that goes on says so with its first tick, also right after a tick of another', async () => {
    await startProcess('late').tick()
    const [first, second] = [start('late'), start('late')]
    await first.tick()
    await second.tick()
    expect(await ticksOf('late')).toBe(3)
  })

  test('one that ends because another comes leaves none that is waited for', async () => {
    const [first, second] = [start('cron-for'), start('cron-for')]
    await first.tick()
    await second.tick()
    await first.leave()
    expect(await stoppedAt('cron-for')).toBeNull()
    await second.stop()
    expect(await stoppedAt('cron-for')).toEqual(expect.any(Number))
  })

  test('one that was killed is missed by nobody, also where the next one has its pid', async () => {
    await start('killed', 900).tick()
    running.delete(900)
    await start('killed', 901).tick()
    const next = start('killed', 901)
    await next.stop()
    expect(await stoppedAt('killed')).toEqual(expect.any(Number))
  })

  test('one that has been silent for longer than a lease lasts counts no more, whatever has its pid by now', async () => {
    const [silent, last] = [start('silent'), start('silent')]
    await silent.tick()
    await last.tick()
    const age = (ms: number) =>
      files.database.write([{ sql: 'UPDATE poller_processes SET last_beat_at = last_beat_at - ?', args: [ms] }])
    await age(69_000)
    await last.stop()
    expect(await stoppedAt('silent')).toBeNull()
    await age(1_000)
    await last.stop()
    expect(await stoppedAt('silent')).toEqual(expect.any(Number))
    await last.tick()
  })

  test('a single tick that is stopped does not speak for one that goes on', async () => {
    const watching = start('both')
    await watching.tick()
    await startProcess('both').stop()
    expect(await stoppedAt('both')).toBeNull()
  })
})

test('a name of a cluster that no poller has had for a week is forgotten, unless it was found or an operator set its default', async () => {
  const names = ['mistyped', 'found', 'set', 'served'] as const
  await files.database.write([
    ...names.map((name) => ({ sql: 'INSERT INTO clusters (name, created_at) VALUES (?, 1)', args: [name] })),
    { sql: "UPDATE clusters SET default_release_by = iif(name = 'set', 'operator', 'poller')" },
    { sql: "UPDATE clusters SET uid = 'u' WHERE name = 'found'" },
    ...['mistyped', 'served'].map((name) => ({
      sql: `INSERT INTO pollers (id, version, cluster, last_tick_at, engines, domain, url_template)
        VALUES (:name, '1', :name, ${now} - iif(:name = 'served', 6, 8) * 86400000, '{}', 'localhost', 'x')`,
      args: { name },
    })),
  ])
  await startProcess('forgets').tick()
  expect(await listClusterNames(files.database)).toEqual(['found', 'served', 'set'])
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

test('after a clock was set back, what is due far ahead is due now, a lease ends within its time, and the log says so once', async () => {
  const { database } = files
  const { tick, world, lines } = startProcess('set-back')
  await tick()
  const store = await placeStore(database, { name: 'set-back', status: 'PROVISIONING' })
  const aheadMs = 7_200_000
  await database.write([
    {
      sql: `UPDATE stores SET due_at = ${now} + :ahead, lease_holder = 'gone', lease_expires_at = ${now} + :ahead WHERE id = :id`,
      args: { ahead: aheadMs, id: store.id },
    },
    {
      sql: `INSERT INTO leases (name, holder, expires_at, completed_at) VALUES ('a turn', 'gone', ${now} + :ahead, ${now} + :ahead)`,
      args: { ahead: aheadMs },
    },
    { sql: `UPDATE pollers SET last_tick_at = ${now} + :ahead WHERE id = 'set-back'`, args: { ahead: aheadMs } },
  ])
  world.laterMs += 10_000
  await tick()
  const [row] = await database.query<Record<string, number | null>>(
    `SELECT due_at - ${now} AS due, stores.lease_expires_at - ${now} AS lease, leases.expires_at - ${now} AS turn, leases.completed_at,
        (SELECT last_tick_at - ${now} FROM pollers WHERE id = 'set-back') AS tick
      FROM stores, leases WHERE stores.id = :id AND leases.name = 'a turn'`,
    { id: store.id },
  )
  expect(row?.['completed_at']).toBeNull()
  for (const column of ['due', 'tick']) expect(row?.[column]).toBeLessThanOrEqual(0)
  for (const column of ['lease', 'turn']) expect(row?.[column]).toBeLessThanOrEqual(60_000)
  world.laterMs += 10_000
  await tick()
  expect(lines().filter(({ msg }) => msg === 'clock.set_back')).toHaveLength(1)
})

test('a single tick beats although the last beat is still to come by a clock that was set back', async () => {
  await startProcess('cron').tick()
  await files.database.write([{ sql: `UPDATE pollers SET last_tick_at = ${now} + 3600000 WHERE id = 'cron'` }])
  const { world, tick } = startProcess('cron')
  await tick()
  expect(world.writes).toBe(1)
})

test('after a clock was set back by minutes, nothing waits for it either: what waits is due, a lease of one that is gone ends in time', async () => {
  const { database } = files
  const { tick, world, lines } = startProcess('set-back-little')
  await tick()
  const gone = await placeStore(database, { name: 'set-back-gone', status: 'PROVISIONING' })
  const held = await placeStore(database, { name: 'set-back-held', status: 'PROVISIONING' })
  const aheadMs = 1_500_000
  await database.write([
    {
      sql: `UPDATE stores SET due_at = ${now} + :ahead + 20000, lease_holder = 'gone', lease_expires_at = ${now} + :ahead + 50000 WHERE id = :id`,
      args: { ahead: aheadMs, id: gone.id },
    },
    {
      sql: `UPDATE stores SET lease_holder = 'claimed since', lease_expires_at = ${now} + 59000 WHERE id = :id`,
      args: { id: held.id },
    },
    { sql: `UPDATE pollers SET last_tick_at = ${now} + :ahead WHERE id = 'set-back-little'`, args: { ahead: aheadMs } },
  ])
  world.laterMs += 10_000
  await tick()
  const inMs = async (id: string) => {
    const [row] = await database.query<{ due: number; lease: number }>(
      `SELECT due_at - ${now} AS due, lease_expires_at - ${now} AS lease FROM stores WHERE id = ?`,
      [id],
    )
    return row ?? { due: Number.NaN, lease: Number.NaN }
  }
  expect((await inMs(gone.id)).due).toBeLessThanOrEqual(0)
  expect((await inMs(gone.id)).lease).toBeLessThanOrEqual(60_000)
  expect((await inMs(held.id)).lease).toBeGreaterThan(50_000)
  expect((await inMs(held.id)).lease).toBeLessThanOrEqual(59_000)
  // Corrected once: a pause of the new time stays as it is.
  await database.write([{ sql: `UPDATE stores SET due_at = ${now} + 30000 WHERE id = ?`, args: [gone.id] }])
  world.laterMs += 10_000
  await tick()
  expect((await inMs(gone.id)).due).toBeGreaterThan(20_000)
  expect(lines().filter(({ msg }) => msg === 'clock.set_back')).toHaveLength(1)
})
