// What a store that is being worked on says: its step, its place in the queue, or that nobody works on it.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { claim, release } from '../../../poller/leases/index.ts'
import { now } from '../../../shared/database/now.ts'
import { engines } from '../../../shared/engines/index.ts'
import { operationKinds } from '../../../shared/operations/index.ts'
import { ownWords } from '../../../shared/safe-text.ts'
import { getStore, localCaller, readProgress, type Store } from '../../../shared/stores/index.ts'
import { toWaiting } from '../../../shared/stores/patches.ts'
import { readPositions } from '../../../shared/stores/read-positions.ts'
import { beat } from '../../functions/place-store.ts'
import { makeDatabase, type TestDatabase } from '../../support/database.ts'
import { fillWithStores } from '../../support/many-stores.ts'
import { leaseStore, patchStore, placeStore, setRow } from '../../support/place-store.ts'

let files: TestDatabase
beforeAll(async () => {
  files = await makeDatabase()
})
afterAll(() => files.remove())
beforeEach(() =>
  files.database.write(['events', 'stores', 'operations', 'pollers'].map((table) => ({ sql: `DELETE FROM ${table}` }))),
)

let minute = 0
/** Due a minute after the one before, and long since. */
function place(owner = 'anna', over: Parameters<typeof placeStore>[1] = {}): Promise<Store> {
  const due_at = ++minute * 60_000
  return placeStore(files.database, { owner, ...over, store: { due_at, ...over?.store } })
}

async function progressOf(...stores: Store[]) {
  const now = await Promise.all(stores.map(({ id }) => getStore(files.database, id, localCaller)))
  const progress = await readProgress(files.database, now)
  return stores.map(({ id }) => progress.get(id))
}
const messagesOf = async (...stores: Store[]) => (await progressOf(...stores)).map((one) => one?.message)

describe('while no poller runs', () => {
  const noPoller = ['No poller is running']

  test('every store that waits for one says so, at its step', async () => {
    const store = await place('anna', { step: 'web' })
    expect(await progressOf(store)).toEqual([{ step: 'web', message: 'No poller is running' }])
  })

  test.each([
    ['has not ticked for over 5 minutes', { ageMs: 301_000 }],
    ['has been stopped', { stopped: true }],
  ])('a poller that %s runs no more', async (_, state) => {
    const store = await place()
    await beat(files.database, 'p', state)
    expect(await messagesOf(store)).toEqual(noPoller)
  })

  test('a poller of another cluster does not count', async () => {
    const [here, elsewhere] = [await place(), await place('anna', { store: { cluster: 'eu-1' } })]
    await beat(files.database, 'p')
    expect(await messagesOf(here, elsewhere)).toEqual(['Queued, next', ...noPoller])
  })
})

describe('while a poller runs', () => {
  beforeEach(() => beat(files.database, 'p', { ageMs: 240_000 }))

  test('a store that nobody has taken says how many are ahead of it', async () => {
    const stores = [await place(), await place(), await place()]
    expect(await progressOf(...stores)).toEqual([
      { step: 'queued', message: 'Queued, next', position: 0 },
      { step: 'queued', message: 'Queued, 1 ahead', position: 1 },
      { step: 'queued', message: 'Queued, 2 ahead', position: 2 },
    ])
  })

  test('owners take turns, and installs and removals have queues of their own', async () => {
    const [first, second] = [await place('anna'), await place('anna')]
    const other = await place('bob')
    const removed = await place('anna', { status: 'DELETING' })
    expect(await messagesOf(first, other, second, removed)).toEqual([
      'Queued, next',
      'Queued, 1 ahead',
      'Queued, 2 ahead',
      'Queued, next',
    ])
  })

  test('whoever is next is the one that a poller claims', async () => {
    const ids: string[] = []
    for (const owner of ['anna', 'anna', 'anna', 'bob', 'carl', 'bob']) ids.push((await place(owner)).id)
    const served = { cluster: 'default', kinds: operationKinds, engines }
    const free = { helm_install: 1, helm_remove: 0, check: 0 }
    for (const [turn] of ids.entries()) {
      const positions = [...(await readPositions(files.database, ids))]
      const [store] = await claim(files.database, { holder: `p${turn}`, ttlMs: 60_000, free, served })
      expect(positions).toHaveLength(ids.length - turn)
      expect(positions.find(([, { ahead }]) => ahead === 0)?.[0]).toBe(store?.id)
    }
  })

  test('one that a poller has claimed says so until it has been begun, and its own words from then on', async () => {
    const [taken, begun] = [await place(), await place()]
    await leaseStore(files.database, taken.id)
    await patchStore(files.database, begun.id, toWaiting({ step: 'database', message: ownWords('Waiting for a pod') }))
    await files.database.write([
      { sql: "UPDATE operations SET state = 'running' WHERE id = :id", args: { id: begun.operation?.id ?? '' } },
    ])
    expect(await progressOf(taken, begun)).toEqual([
      { step: 'queued', message: 'Claimed by a poller' },
      { step: 'database', message: 'Waiting for a pod' },
    ])
  })

  test('one whose time has not come is not in the queue', async () => {
    const later = await place()
    await files.database.write([
      { sql: `UPDATE stores SET due_at = ${now} + 60000 WHERE id = :id`, args: { id: later.id } },
    ])
    expect(await messagesOf(later)).toEqual(['Queued'])
  })

  test('one whose poller died before it began is in the queue again, in its old place', async () => {
    const [left, next] = [await place(), await place()]
    await leaseStore(files.database, left.id)
    expect(await messagesOf(left, next)).toEqual(['Claimed by a poller', 'Queued, next'])
    await setRow(files.database, left.id, { store: { lease_expires_at: 1 } })
    expect(await progressOf(left, next)).toEqual([
      { step: 'queued', message: 'Queued, next', position: 0 },
      { step: 'queued', message: 'Queued, 1 ahead', position: 1 },
    ])
    expect((await getStore(files.database, left.id, localCaller)).operation?.state).toBe('running')
  })

  test('one whose poller gave it back before it began is in the queue again', async () => {
    await place()
    const free = { helm_install: 1, helm_remove: 0, check: 0 }
    const served = { cluster: 'default', kinds: operationKinds, engines }
    const [store] = await claim(files.database, { holder: 'stopped', ttlMs: 60_000, free, served })
    if (store === undefined) throw new Error('nothing was due')
    await release(files.database, [store])
    expect(await messagesOf(store)).toEqual(['Queued, next'])
  })

  test('one whose poller died later keeps its own words, and is ahead of those that come after it', async () => {
    const [left, next] = [await place(), await place()]
    await setRow(files.database, left.id, { operation: { step: 'release', message: 'Helm installs it' } })
    await leaseStore(files.database, left.id, { inMs: -1 })
    expect(await messagesOf(left, next)).toEqual(['Helm installs it', 'Queued, 1 ahead'])
  })

  test('one that many pollers died over, and that is left alone for a while, is neither claimed nor next', async () => {
    const store = await place('anna', { status: 'DELETING' })
    await leaseStore(files.database, store.id, { inMs: -1 })
    await setRow(files.database, store.id, { store: { due_at: Date.now() + 600_000 } })
    expect(await messagesOf(store)).toEqual(['Queued'])
  })

  test('a store on which nothing is done has none', async () => {
    expect(await progressOf(await placeStore(files.database, { status: 'READY' }))).toEqual([undefined])
  })
})

test('behind 2,000 others a store is told a lower bound', async () => {
  await fillWithStores(files.database, 11_000)
  await beat(files.database, 'p')
  const last = await placeStore(files.database)
  expect(await messagesOf(last)).toEqual([expect.stringMatching(/^Queued, at least [\d]+ ahead$/)])
  const [progress] = await progressOf(last)
  expect(progress?.position).toBeGreaterThan(1_000)
})
