// What whoever looks after a caller's stores sees first; each read is bounded, so it costs the same for a million stores.
import type { Database } from '../database/database.ts'
import type { FailureCode } from '../failure-codes.ts'
import { type Caller, ownedBy } from './caller.ts'
import { type Status, statuses } from './state-machine.ts'
import { type Store, selectStores, toStore } from './store.ts'

export type Overview = {
  /** `atLeast` where counting ended at its bound. */
  stores: { status: Status; count: number; atLeast: boolean }[]
  /** Of the newest stores that are FAILED now, the most frequent first. */
  failures: { code: FailureCode; count: number }[]
  /** How long the newest READY stores took, from creation or retry. */
  readyMs: number[]
  /** READY stores that are not well, among the newest. */
  degraded: Store[]
}

const countedMost = 10_000
const failuresOfNewest = 1_000
const timesOfNewest = 500
const degradedOfNewest = 10_000
const degradedShown = 100

export async function readOverview(database: Database, caller: Caller): Promise<Overview> {
  return {
    stores: await (caller.allOwners ? readCounters(database) : countOwned(database, caller)),
    failures: await readFailures(database, caller),
    readyMs: await readTimes(database, caller),
    degraded: await readDegraded(database, caller),
  }
}

type Counted = { status: Status; count: number }

/** Triggers keep these for all owners together. */
async function readCounters(database: Database): Promise<Overview['stores']> {
  const rows = await database.query<Counted>(
    "SELECT label AS status, sum(value) AS count FROM counters WHERE metric = 'stores' GROUP BY label",
  )
  return statuses.map((status) => ({ status, count: countOf(rows, status), atLeast: false }))
}

/** Of one owner nobody keeps count, so the index is walked, but not to its end. */
async function countOwned(database: Database, { owner }: Caller): Promise<Overview['stores']> {
  const rows = await database.query<Counted>(
    statuses
      .map(
        (status) =>
          `SELECT '${status}' AS status, count(*) AS count FROM (SELECT 1 FROM stores WHERE owner = :owner AND status = '${status}' LIMIT ${countedMost})`,
      )
      .join(' UNION ALL '),
    { owner },
  )
  return statuses.map((status) => {
    const count = countOf(rows, status)
    return { status, count, atLeast: count === countedMost }
  })
}

function countOf(rows: Counted[], status: Status): number {
  return rows.find((row) => row.status === status)?.count ?? 0
}

async function readFailures(database: Database, caller: Caller): Promise<Overview['failures']> {
  const { sql, args } = newest(caller, 'FAILED', { columns: 'failure_code', limit: failuresOfNewest })
  const rows = await database.query<Overview['failures'][number]>(
    `SELECT failure_code AS code, count(*) AS count FROM (${sql}) GROUP BY failure_code`,
    args,
  )
  return rows.toSorted((one, other) => other.count - one.count || one.code.localeCompare(other.code))
}

async function readTimes(database: Database, caller: Caller): Promise<number[]> {
  const { sql, args } = newest(caller, 'READY', { columns: 'ready_at, started_at', limit: timesOfNewest })
  const rows = await database.query<{ ms: number }>(
    `SELECT max(ready_at - started_at, 0) AS ms FROM (${sql}) WHERE ready_at IS NOT NULL`,
    args,
  )
  return rows.map(({ ms }) => ms)
}

async function readDegraded(database: Database, caller: Caller): Promise<Store[]> {
  const { sql, args } = newest(caller, 'READY', { columns: 'id, health', limit: degradedOfNewest })
  const rows = await database.query(
    `${selectStores} WHERE stores.id IN (SELECT id FROM (${sql}) WHERE health = 'degraded' LIMIT ${degradedShown})`,
    args,
  )
  return rows.map(toStore).toSorted((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1))
}

function newest(caller: Caller, status: Status, { columns, limit }: { columns: string; limit: number }) {
  const { condition, args } = ownedBy(caller)
  return {
    sql: `SELECT ${columns} FROM stores WHERE ${condition} AND status = '${status}' ORDER BY created_at DESC, id DESC LIMIT ${limit}`,
    args,
  }
}
