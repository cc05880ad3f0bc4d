// When a store is looked at again.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { claim, finish } from '../../../poller/leases/index.ts'
import { countObserved } from '../../../poller/tick/count-observed.ts'
import { chooseRequeueAfterMs } from '../../../poller/tick/requeue-after.ts'
import type { OperationKind } from '../../../shared/operations/index.ts'
import { markSafe, text } from '../../../shared/safe-text.ts'
import { getStore, localCaller, type Store } from '../../../shared/stores/index.ts'
import { toWaiting } from '../../../shared/stores/patches.ts'
import { makeDatabase, type TestDatabase } from '../../support/database.ts'
import { placeStore, setRow } from '../../support/place-store.ts'
import { makeStore } from '../../support/store-factory.ts'
import { config, served } from '../ticking.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await makeDatabase()
})
afterAll(() => db.remove())

const second = 1_000

/** The distance to the next look, `seconds` after the last change. */
function distance(kind: OperationKind, seconds: number, message = 'the same'): number {
  const operation = { kind, message: 'the same', lastObservedAt: 1 + seconds * second }
  const store = makeStore({ updatedAt: 1, operation })
  return chooseRequeueAfterMs(store, { operation: { message: markSafe(message) } }, config) / second
}

test.each(['create', 'retry'] as const)(
  'a %s is looked at one second after a change, then at doubling distance up to the poll interval',
  (kind) => {
    expect(distance(kind, 600, 'something new')).toBe(1)
    expect([0, 1, 2, 4, 8, 600].map((seconds) => distance(kind, seconds))).toEqual([1, 1, 2, 4, 5, 5])
  },
)

test('a removal that something holds is looked at ever more seldom, at last once a minute', () => {
  expect([1, 4, 8, 20, 60, 120, 240, 86_400].map((seconds) => distance('delete', seconds))).toEqual([
    1, 4, 5, 5, 15, 30, 60, 60,
  ])
})

/** One look of a poller at a store that says the same each time, `laterMs` after the last change of its row. */
async function lookAgain(id: string, laterMs: number): Promise<{ requeueAfterMs: number; row: Store }> {
  const before = await getStore(db.database, id, localCaller)
  await setRow(db.database, id, { store: { updated_at: before.updatedAt - laterMs, due_at: 1 } })
  const free = { helm_install: 9, helm_remove: 9, check: 9 }
  const [claimed] = await claim(db.database, { holder: 'a', ttlMs: 60_000, free, served })
  if (claimed === undefined) throw new Error('nothing was due')
  const store = countObserved(claimed, 60_000)
  const patch = toWaiting({ step: 'web', message: text`Waiting for its pods` })
  const requeueAfterMs = chooseRequeueAfterMs(store, patch, config)
  await finish(db.database, { store, patch: { ...patch, requeueAfterMs } })
  return { requeueAfterMs, row: await getStore(db.database, id, localCaller) }
}

test('looks that find the same move no time of change in the row, so that their distance can grow', async () => {
  const { id } = await placeStore(db.database, { step: 'web' })
  const first = await lookAgain(id, 0)
  expect(first.requeueAfterMs).toBe(1_000)
  const second = await lookAgain(id, 0)
  expect(second.row.updatedAt).toBe(first.row.updatedAt)
  const third = await lookAgain(id, 2_000)
  expect(third.requeueAfterMs).toBeGreaterThanOrEqual(2_000)
  expect(third.requeueAfterMs).toBeLessThanOrEqual(config.pollIntervalMs)
  expect(third.row.updatedAt).toBe(second.row.updatedAt - 2_000)
})
