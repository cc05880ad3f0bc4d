// The list of legal moves and the database's trigger are one; no move is without its event, no event without its move.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isLegal, listEvents, localCaller, statuses } from '../../../shared/stores/index.ts'
import { makeDatabase, type TestDatabase } from '../../support/database.ts'
import { moveStore, storeIn } from './move-store.ts'

let files: TestDatabase
beforeAll(async () => {
  files = await makeDatabase()
})
afterAll(() => files.remove())

const eventsOf = (storeId: string) => listEvents(files.database, { caller: localCaller, storeId, after: 0, limit: 500 })
const movesOf = async (storeId: string) =>
  (await eventsOf(storeId)).filter(({ kind }) => kind === 'transition').map(({ from, to }) => `${from}>${to}`)

describe('the database allows what the list allows and nothing else:', () => {
  const pairs = statuses.flatMap((from) => statuses.filter((to) => to !== from).map((to) => [from, to] as const))
  test.each(pairs)('%s → %s', async (from, to) => {
    const id = await storeIn(files.database, from)
    const before = await movesOf(id)
    if (isLegal(from, to)) {
      await moveStore(files.database, id, to)
      expect(await movesOf(id)).toEqual([...before, `${from}>${to}`])
    } else {
      await expect(moveStore(files.database, id, to)).rejects.toMatchObject({ kind: 'constraint' })
      expect(await movesOf(id)).toEqual(before)
    }
  })

  test.each(statuses)('a write that leaves %s as it is makes no transition', async (status) => {
    const id = await storeIn(files.database, status)
    const before = await movesOf(id)
    await moveStore(files.database, id, status)
    expect(await movesOf(id)).toEqual(before)
  })

  test('a store cannot be born in another state than PROVISIONING', async () => {
    const sql = `INSERT INTO stores (id, name, engine, namespace, status, deleted_at, created_at, updated_at, started_at)
      VALUES ('born', 'born', 'medusa', 'store-born', 'DELETED', 1, 1, 1, 1)`
    await expect(files.database.write([{ sql }])).rejects.toMatchObject({ kind: 'constraint' })
  })

  test('a state that is not in the list is refused', async () => {
    const id = await storeIn(files.database, 'PROVISIONING')
    const write = files.database.write([{ sql: "UPDATE stores SET status = 'LOST' WHERE id = ?", args: [id] }])
    await expect(write).rejects.toMatchObject({ kind: 'constraint' })
  })
})

describe('a state and its columns belong together:', () => {
  test.each([
    ['FAILED without a code', 'FAILED', 'failure_code = NULL, failure_reason = NULL'],
    ['FAILED without a reason', 'FAILED', 'failure_reason = NULL'],
    ['READY without a URL', 'READY', 'url = NULL'],
    ['READY without health', 'READY', 'health = NULL'],
    ['PROVISIONING that is never due', 'PROVISIONING', 'due_at = NULL'],
    ['PROVISIONING without a step', 'PROVISIONING', 'step = NULL'],
    ['DELETED without its time', 'DELETED', 'deleted_at = NULL'],
    ['a holder without an expiry', 'PROVISIONING', "lease_holder = 'x'"],
  ] as const)('%s is refused', async (_, status, change) => {
    const id = await storeIn(files.database, status)
    const write = files.database.write([{ sql: `UPDATE stores SET ${change} WHERE id = ?`, args: [id] }])
    await expect(write).rejects.toMatchObject({ kind: 'constraint' })
  })
})

describe('the timeline', () => {
  test('begins with the birth and has ended steps before the transition that they lead to', async () => {
    const id = await storeIn(files.database, 'PROVISIONING')
    await files.database.write([{ sql: "UPDATE stores SET step = 'url' WHERE id = ?", args: [id] }])
    await moveStore(files.database, id, 'READY')
    const [birth, ...rest] = await eventsOf(id)
    expect(birth).toMatchObject({ kind: 'transition', from: null, to: 'PROVISIONING', storeId: id })
    expect(rest.slice(0, -1).every(({ kind }) => kind === 'step')).toBe(true)
    expect(rest.slice(0, -1).map(({ step }) => step)).toEqual(
      // biome-ignore format: one list
      ['queued', 'namespace', 'release', 'volumes', 'database', 'cache', 'setup', 'web', 'url'],
    )
    expect(rest.at(-1)).toMatchObject({ kind: 'transition', to: 'READY' })
  })

  test('has no end of a cache for an engine without one', async () => {
    const id = await storeIn(files.database, 'PROVISIONING')
    await files.database.write([{ sql: "UPDATE stores SET engine = 'woocommerce' WHERE id = ?", args: [id] }])
    await files.database.write([{ sql: "UPDATE stores SET step = 'setup' WHERE id = ?", args: [id] }])
    expect((await eventsOf(id)).map(({ step }) => step).slice(-2)).toEqual(['volumes', 'database'])
  })

  test('has a change of health once, with its reason', async () => {
    const id = await storeIn(files.database, 'READY')
    const degrade = {
      sql: "UPDATE stores SET health = 'degraded', health_reason = 'web is gone' WHERE id = ?",
      args: [id],
    }
    await files.database.write([degrade])
    await files.database.write([degrade])
    const health = (await eventsOf(id)).filter(({ kind }) => kind === 'health')
    expect(health.map(({ message }) => message)).toEqual(['degraded: web is gone'])
  })

  test('has the code and the reason of a failure', async () => {
    const id = await storeIn(files.database, 'FAILED')
    expect((await eventsOf(id)).at(-1)).toMatchObject({ to: 'FAILED', code: 'poisoned', message: 'why' })
  })

  test('takes no evidence over 16 KiB', async () => {
    const id = await storeIn(files.database, 'PROVISIONING')
    const sql = "INSERT INTO events (store_id, owner, at, kind, evidence) VALUES (?, 'default', 1, 'evidence', ?)"
    await files.database.write([{ sql, args: [id, 'x'.repeat(16_384)] }])
    const write = files.database.write([{ sql, args: [id, 'é'.repeat(8_193)] }])
    await expect(write).rejects.toMatchObject({ kind: 'constraint' })
  })
})
