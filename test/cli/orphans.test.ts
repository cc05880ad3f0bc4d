// Which parts of the cluster a store must have by its row and its operations, and that only what is in the cluster is compared.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { findGone, readSettled } from '../../cli/admin/orphans/find-gone.ts'
import { findOrphans } from '../../cli/admin/orphans/find-orphans.ts'
import type { Sides } from '../../cli/admin/orphans/with-cluster.ts'
import { readInstallationId } from '../../shared/installation.ts'
import type { KubeObject } from '../../shared/kubernetes/open-cluster.ts'
import { cancelOperation, type Step } from '../../shared/operations/index.ts'
import { ownWords } from '../../shared/safe-text.ts'
import { localCaller, requestDeletion, requestRetry, type Store } from '../../shared/stores/index.ts'
import { toFailed } from '../../shared/stores/patches.ts'
import { emptyCluster } from '../poller/ticking.ts'
import { makeDatabase, type TestDatabase } from '../support/database.ts'
import { moveStore, patchStore, placeStore } from '../support/place-store.ts'

let files: TestDatabase
beforeAll(async () => {
  files = await makeDatabase()
})
afterAll(() => files.remove())
beforeEach(() =>
  files.database.write(['events', 'stores', 'operations'].map((table) => ({ sql: `DELETE FROM ${table}` }))),
)

/** A cluster with these namespaces, and a release in each. */
async function sidesWith(namespaces: string[], name = 'default'): Promise<Sides> {
  const installation = await readInstallationId(files.database)
  const named = (id: string): KubeObject => ({
    metadata: { name: `store-${id}`, uid: id, labels: { 'storeplane.dev/store': id } },
  })
  const cluster = emptyCluster({
    list: async ({ resource }) => ({ items: resource === 'namespaces' ? namespaces.map(named) : [], serverTimeMs: 0 }),
  })
  return { database: files.database, cluster, name, installation, kubeconfig: undefined }
}

const has = async (id: string) => {
  const found = (await readSettled({ database: files.database, name: 'default' })).find((store) => store.id === id)
  return found && { namespace: Boolean(found.hadNamespace), release: Boolean(found.hadRelease) }
}
const fail = (store: Store, step: Step) =>
  patchStore(files.database, store.id, toFailed({ code: 'crash_loop', reason: ownWords('Pods not ready'), step }))
const retry = ({ id }: Store) => requestRetry(files.database, { id, caller: localCaller, requestId: null })

test.each(['READY', 'SUSPENDED'] as const)('a %s store has both', async (status) => {
  const { id } = await placeStore(files.database, { status })
  expect(await has(id)).toEqual({ namespace: true, release: true })
})

test.each<[Step, { namespace: boolean; release: boolean }]>([
  ['queued', { namespace: false, release: false }],
  ['namespace', { namespace: false, release: false }],
  ['release', { namespace: true, release: false }],
  ['volumes', { namespace: true, release: true }],
  ['url', { namespace: true, release: true }],
])('one that failed at %s has what it had passed', async (step, expected) => {
  const store = await placeStore(files.database)
  await fail(store, step)
  expect(await has(store.id)).toEqual(expected)
})

test('a retry that failed at its release took that of before away, and no namespace', async () => {
  const store = await placeStore(files.database)
  await fail(store, 'web')
  await files.database.write([{ sql: 'UPDATE operations SET created_at = created_at - 1' }])
  await fail(await retry(store), 'release')
  expect(await has(store.id)).toEqual({ namespace: true, release: false })
})

test('one that was cancelled has what it had passed', async () => {
  const { id, operation } = await placeStore(files.database, { step: 'web' })
  await cancelOperation(files.database, { id: operation?.id ?? '', caller: localCaller })
  expect(await has(id)).toEqual({ namespace: true, release: true })
})

test('what is being worked on, and what is gone on purpose, is nobody to compare', async () => {
  const [working, retried, deleted] = [
    await placeStore(files.database),
    await placeStore(files.database, { status: 'FAILED' }),
    await placeStore(files.database, { status: 'DELETED' }),
  ]
  await retry(retried)
  for (const { id } of [working, retried, deleted]) expect(await has(id)).toBeUndefined()
})

test('stores of another cluster are not missed in this one, and their rows still know them', async () => {
  const here = await placeStore(files.database, { status: 'READY' })
  const elsewhere = await placeStore(files.database, { status: 'READY', store: { cluster: 'eu-1' } })
  const sides = await sidesWith([elsewhere.id])
  expect(await findOrphans(sides)).toEqual([
    { what: 'gone', id: here.id, namespace: null, release: null, row: 'READY' },
  ])
  expect((await findOrphans(await sidesWith([], 'eu-1'))).map(({ id }) => id)).toEqual([elsewhere.id])
})

test('a store that somebody asks to delete while we look is not reported', async () => {
  const { id } = await placeStore(files.database, { status: 'READY' })
  const sides = await sidesWith([])
  const settled = await readSettled(sides)
  await requestDeletion(files.database, { id, caller: localCaller, requestId: null })
  expect(await findGone(settled, [], sides)).toEqual([])
})

test('nor one that is FAILED as before, but only since it was retried again', async () => {
  const { id } = await placeStore(files.database, { status: 'FAILED' })
  const sides = await sidesWith([])
  const settled = await readSettled(sides)
  await moveStore(files.database, id, 'PROVISIONING')
  expect(await findGone(settled, [], sides)).toEqual([])
})

test('a namespace of nobody, and one of a DELETED store, are told apart', async () => {
  const { id } = await placeStore(files.database, { status: 'DELETED' })
  expect(await findOrphans(await sidesWith([id, 'nobody-abc123']))).toEqual([
    { what: 'no_row', id, namespace: `store-${id}`, release: null, row: 'DELETED' },
    { what: 'no_row', id: 'nobody-abc123', namespace: 'store-nobody-abc123', release: null, row: null },
  ])
})
