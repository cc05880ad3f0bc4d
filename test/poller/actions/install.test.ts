// An install, step by step, on real rows: what is fixed before anything is made, and what a request in between stops.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { secretKey } from '../../../shared/credentials.ts'
import { cancelOperation } from '../../../shared/operations/index.ts'
import { getStore, listEvents, localCaller, requestDeletion, type Store } from '../../../shared/stores/index.ts'
import { clearStores } from '../../support/clear-stores.ts'
import { makeDatabase, type TestDatabase } from '../../support/database.ts'
import { placeStore, setRow } from '../../support/place-store.ts'
import { config, emptyCluster, helmThat, runTick } from '../ticking.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await makeDatabase()
})
afterAll(() => db.remove())
beforeEach(() => clearStores(db.database))

const read = (id: string) => getStore(db.database, id, localCaller)
const stepsEnded = async (storeId: string) =>
  (await listEvents(db.database, { caller: localCaller, storeId, after: 0, limit: 100 }))
    .filter(({ kind }) => kind === 'step')
    .map(({ step }) => step)

test('host, URL, administrator and key are in the row before the namespace is made', async () => {
  const { id, name } = await placeStore(db.database)
  let seen: Store | undefined
  const cluster = emptyCluster({
    createNamespace: async () => {
      seen = await read(id)
      return 'created'
    },
  })
  await runTick({ database: db.database, cluster })
  expect(seen).toMatchObject({
    host: `${name}.localhost`,
    url: `http://${name}.localhost`,
    adminEmail: `admin@${name}.localhost`,
    keyId: config.secretKeys[0]?.id,
    operation: { step: 'namespace', message: 'Creating its namespace' },
  })
})

test('what is fixed stays, whatever the configuration is by now', async () => {
  const { id } = await placeStore(db.database, {
    store: { host: 'old.example.com', url: 'https://old.example.com', admin_email: 'old@example.com' },
  })
  const changed = { adminEmail: 'new@{host}', urlTemplate: 'http://{name}.new.example.com' }
  await runTick({ database: db.database, config: changed })
  expect(await read(id)).toMatchObject({
    host: 'old.example.com',
    url: 'https://old.example.com',
    adminEmail: 'old@example.com',
  })
})

test('a store keeps the key of its first install, and waits while that is not in STORE_SECRET_KEY', async () => {
  const { id } = await placeStore(db.database, { store: { key_id: 'lost' } })
  const install = () => expect.fail('Helm was started')
  await runTick({ database: db.database, helm: helmThat(install) })
  const { operation, leaseExpiresAt, keyId } = await read(id)
  expect(operation).toMatchObject({
    attempts: 0,
    message: expect.stringMatching(/^STORE_SECRET_KEY lacks the key lost with which this store was first installed/),
  })
  expect([leaseExpiresAt, keyId]).toEqual([null, 'lost'])
  const keys = [secretKey(new Uint8Array(32).fill(9)), ...config.secretKeys]
  await setRow(db.database, id, { store: { key_id: config.secretKeys[0]?.id ?? '', due_at: 1 } })
  await runTick({ database: db.database, config: { secretKeys: keys } })
  expect(await read(id)).toMatchObject({ keyId: config.secretKeys[0]?.id, operation: { step: 'volumes' } })
})

test('a host that another store has ends the creation with the cure, before anything is made', async () => {
  await placeStore(db.database, { status: 'READY', store: { host: 'taken.localhost' } })
  const { id } = await placeStore(db.database, { name: 'taken' })
  const cluster = emptyCluster({ createNamespace: () => expect.fail('made a namespace') })
  await runTick({ database: db.database, cluster })
  expect(await read(id)).toMatchObject({
    status: 'FAILED',
    failureCode: 'namespace_conflict',
    failureReason: expect.stringContaining('taken.localhost belongs to another store already'),
  })
})

test.each([
  ['deleted', 'DELETED', ({ id }: Store) => requestDeletion(db.database, { id, caller: localCaller, requestId: null })],
  [
    'cancelled',
    'FAILED',
    ({ operation }: Store) => cancelOperation(db.database, { id: operation?.id ?? '', caller: localCaller }),
  ],
])(
  'a store that is %s while its namespace is made is not installed, and its lease is free',
  async (_, status, request) => {
    const store = await placeStore(db.database)
    const cluster = emptyCluster({
      createNamespace: async () => {
        await request(store)
        return 'created'
      },
    })
    const install = () => expect.fail('Helm was started')
    await runTick({ database: db.database, cluster, helm: helmThat(install) })
    expect(await read(store.id)).toMatchObject({ status, operation: null, leaseExpiresAt: null })
    expect(await db.database.query(`SELECT state, step FROM operations WHERE kind = 'create'`)).toEqual([
      { state: 'cancelled', step: 'namespace' },
    ])
    expect(await stepsEnded(store.id)).not.toContain('namespace')
  },
)

test.each([
  ['deleted', 'DELETED', ({ id }: Store) => requestDeletion(db.database, { id, caller: localCaller, requestId: null })],
  [
    'cancelled',
    'FAILED',
    ({ operation }: Store) => cancelOperation(db.database, { id: operation?.id ?? '', caller: localCaller }),
  ],
])(
  'a store that is %s while its Helm runs keeps its lease until Helm has ended, and no result of it counts',
  async (_, status, request) => {
    const store = await placeStore(db.database)
    const helm = helmThat(async ({ signal }) => {
      await request(store)
      const { leaseExpiresAt, operation } = await read(store.id)
      expect(leaseExpiresAt).not.toBeNull()
      expect(operation?.state ?? 'none').toBe(status === 'DELETED' ? 'queued' : 'none')
      if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve))
      return { outcome: 'stopped', by: 'caller', output: '' }
    })
    await runTick({ database: db.database, helm })
    expect(await read(store.id)).toMatchObject({ status, operation: null, leaseExpiresAt: null })
    expect(await stepsEnded(store.id)).not.toContain('release')
  },
)

test('an outage between cluster and Helm that goes on for several looks is one event', async () => {
  const { id } = await placeStore(db.database)
  const helm = helmThat(async () => ({ outcome: 'transient', message: 'Post "https://10.0.0.1/api": EOF', output: '' }))
  for (let looks = 0; looks < 3; looks++) {
    await runTick({ database: db.database, helm })
    await setRow(db.database, id, { store: { due_at: 1 } })
  }
  expect(await read(id)).toMatchObject({
    operation: { attempts: 0, message: 'Waiting for the cluster: Helm install: Post "https://10.0.0.1/api": EOF' },
  })
  const outages = await db.database.query(`SELECT 1 FROM events WHERE kind = 'outage'`)
  expect(outages).toHaveLength(1)
})

test("a store whose host would be the control plane's own is refused, and nothing is made for it", async () => {
  const { id, name } = await placeStore(db.database)
  const made: string[] = []
  const cluster = emptyCluster({
    createNamespace: async ({ name }) => {
      made.push(name)
      return 'created'
    },
  })
  await runTick({ database: db.database, cluster, config: { ...config, publicHost: `${name}.localhost` } })
  expect(await read(id)).toMatchObject({
    status: 'FAILED',
    failureCode: 'namespace_conflict',
    failureReason: expect.stringMatching(
      /^Namespace not created: the host \S+ is the control plane's own \(PUBLIC_HOST\)/,
    ),
    host: null,
  })
  expect(made).toEqual([])
})
