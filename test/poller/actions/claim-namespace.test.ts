// The namespace of a store as it is asked for: ours, what the operator wants beside it, and what becomes of a refusal.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { ClusterError } from '../../../shared/kubernetes/cluster-error.ts'
import type { Cluster } from '../../../shared/kubernetes/open-cluster.ts'
import { getStore, localCaller } from '../../../shared/stores/index.ts'
import { clearStores } from '../../support/clear-stores.ts'
import { makeDatabase, type TestDatabase } from '../../support/database.ts'
import { placeStore } from '../../support/place-store.ts'
import { emptyCluster, helmThat, runTick } from '../ticking.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await makeDatabase()
})
afterAll(() => db.remove())
beforeEach(() => clearStores(db.database))

type Asked = Parameters<Cluster['createNamespace']>[0]

async function askedWith(config: Parameters<typeof runTick>[0]['config']): Promise<Asked | undefined> {
  let asked: Asked | undefined
  const createNamespace: Cluster['createNamespace'] = async (options) => {
    asked = options
    return 'created'
  }
  await runTick({ database: db.database, cluster: emptyCluster({ createNamespace }), config: config ?? {} })
  return asked
}

test('a namespace has our labels and the Pod Security level restricted, where nothing else is asked for', async () => {
  const { id, namespace } = await placeStore(db.database)
  const asked = await askedWith({})
  expect(asked).toMatchObject({ name: namespace, annotations: {} })
  expect(asked?.labels).toMatchObject({
    'storeplane.dev/store': id,
    'pod-security.kubernetes.io/enforce': 'restricted',
    'pod-security.kubernetes.io/warn': 'restricted',
  })
})

test("the operator's labels and annotations stand beside ours, may name another level, and take nothing of ours", async () => {
  const { id, engine } = await placeStore(db.database)
  const namespaceLabels = {
    team: 'shops',
    'istio-injection': 'disabled',
    'pod-security.kubernetes.io/enforce': 'baseline',
    'storeplane.dev/store': 'stolen',
    'app.kubernetes.io/managed-by': 'stolen',
  }
  const namespaceAnnotations = { 'openshift.io/node-selector': 'pool=shops,disk=ssd' }
  const asked = await askedWith({ namespaceLabels, namespaceAnnotations })
  expect(asked?.annotations).toEqual(namespaceAnnotations)
  expect(asked?.labels).toEqual({
    'app.kubernetes.io/managed-by': 'storeplane',
    'app.kubernetes.io/part-of': 'storeplane',
    'storeplane.dev/store': id,
    'storeplane.dev/installation': 'test',
    'storeplane.dev/engine': engine,
    'pod-security.kubernetes.io/warn': 'restricted',
    team: 'shops',
    'istio-injection': 'disabled',
    'pod-security.kubernetes.io/enforce': 'baseline',
  })
})

test('a namespace that the API server takes for invalid fails the store at once, with its words', async () => {
  const { id } = await placeStore(db.database)
  const invalid = 'POST namespaces: Namespace "x" is invalid: metadata.labels: Invalid value: "a b"'
  const createNamespace = async () => Promise.reject(new ClusterError('refused', invalid, { status: 422 }))
  const helm = helmThat(() => expect.fail('Helm was started'))
  await runTick({ database: db.database, cluster: emptyCluster({ createNamespace }), helm })
  expect(await getStore(db.database, id, localCaller)).toMatchObject({
    status: 'FAILED',
    failureCode: 'forbidden',
    failureReason: expect.stringContaining(`Namespace not created: ${invalid}`),
  })
})
