// A poller claims what it serves and knows: a row of another cluster, kind or engine waits for a poller that does, and loses
// nothing by it.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { claim, nextRequeueAfterMs, type Served } from '../../../poller/leases/index.ts'
import { engines } from '../../../shared/engines/index.ts'
import { operationKinds } from '../../../shared/operations/index.ts'
import { getStore, localCaller } from '../../../shared/stores/index.ts'
import { makeDatabase, type TestDatabase } from '../../support/database.ts'
import { placeStore } from '../../support/place-store.ts'

let files: TestDatabase
beforeAll(async () => {
  files = await makeDatabase()
  await files.database.write([
    { sql: "INSERT INTO engines VALUES ('kiosk')" },
    { sql: "INSERT INTO operation_kinds VALUES ('upgrade')" },
    { sql: "INSERT INTO steps VALUES ('upgrade', 'queued', 10)" },
  ])
})
afterAll(() => files.remove())
beforeEach(() =>
  files.database.write(['events', 'stores', 'operations'].map((table) => ({ sql: `DELETE FROM ${table}` }))),
)

const here: Served = { cluster: 'default', kinds: operationKinds, engines }
const free = { helm_install: 9, helm_remove: 9, check: 9 }
const claimAs = async (served: Served) =>
  (await claim(files.database, { holder: 'a', ttlMs: 60_000, free, served })).map(({ id }) => id)

const foreign: [string, () => ReturnType<typeof placeStore>, Served][] = [
  [
    'another cluster',
    () => placeStore(files.database, { store: { cluster: 'eu-1', due_at: 1 } }),
    { ...here, cluster: 'eu-1' },
  ],
  [
    'an engine that it does not know',
    () => placeStore(files.database, { store: { engine: 'kiosk', due_at: 1 } }),
    { ...here, engines: [...engines, 'kiosk'] },
  ],
  [
    'a kind of operation that it does not know',
    () => placeStore(files.database, { store: { due_at: 1 }, operation: { kind: 'upgrade' } }),
    { ...here, kinds: [...operationKinds, 'upgrade'] },
  ],
]

test.each(foreign)('a store of %s is left to a poller that serves it, as it was', async (_, place, there) => {
  const { id } = await place()
  const before = await getStore(files.database, id, localCaller)
  for (let turn = 0; turn < 7; turn++) expect(await claimAs(here)).toEqual([])
  expect(await getStore(files.database, id, localCaller)).toEqual(before)
  expect(await claimAs(there)).toEqual([id])
})

test.each(foreign)('a due store of %s gives it no reason to look again, nor hides its own', async (_, place, there) => {
  await place()
  expect(await nextRequeueAfterMs(files.database, here)).toBeUndefined()
  expect(await nextRequeueAfterMs(files.database, there)).toBeLessThan(0)
  await placeStore(files.database)
  expect(await nextRequeueAfterMs(files.database, here)).toBeLessThanOrEqual(0)
})

test.each(foreign)('stores of %s take no slot of a queue', async (_, place) => {
  for (let n = 0; n < 5; n++) await place()
  const { id } = await placeStore(files.database)
  const claimed = await claim(files.database, {
    holder: 'a',
    ttlMs: 60_000,
    free: { ...free, helm_install: 1 },
    served: here,
  })
  expect(claimed.map((store) => store.id)).toEqual([id])
})

test('a poller with another CLUSTER_NAME takes none of the stores that POST /stores makes', async () => {
  const { id, cluster } = await placeStore(files.database)
  expect(cluster).toBe('default')
  expect(await claimAs({ ...here, cluster: 'eu-1' })).toEqual([])
  expect(await claimAs(here)).toEqual([id])
})
