// What a store must have to be ready is what its engine expects, and not only what happens to be there.
import { expect, test } from 'vitest'
import { observe } from '../../poller/observe.ts'
import { defaultReadinessLimits } from '../../shared/config/readiness-limits.ts'
import type { KubeObject } from '../../shared/kubernetes/open-cluster.ts'
import type { Engine } from '../../shared/stores/index.ts'
import { makeStore } from '../support/store-factory.ts'
import { store as running } from './readiness/evaluating.ts'
import { statefulSet } from './readiness/objects/workloads.ts'
import { emptyCluster } from './ticking.ts'

const id = 'my-shop-abc123'
const namespace = `store-${id}`
const release = {
  metadata: {
    name: `sh.helm.release.v1.${id}.v1`,
    namespace,
    labels: { name: id, status: 'deployed', version: '1' },
    creationTimestamp: '2026-02-10T10:00:00Z',
  },
}

async function readinessOf(engine: Engine, statefulsets: KubeObject[]) {
  const objects: Record<string, KubeObject[]> = { ...running({ statefulsets }), secrets: [release] }
  const cluster = emptyCluster({
    list: async ({ resource }) => ({ items: (objects[resource] ?? []).map(owned), serverTimeMs: 0 }),
  })
  const probe = { on: false, insecure: false, address: undefined, timeoutMs: 1_000, atOnce: 1 }
  const options = { cluster, installation: 'test', limits: defaultReadinessLimits, probe }
  const seen = (await observe([makeStore({ id, namespace, engine })], options)).get(id)
  return seen instanceof Error ? seen : seen?.readiness
}

function owned(object: KubeObject): KubeObject {
  const { metadata } = object
  return { ...object, metadata: { ...metadata, namespace, labels: { ...metadata.labels, 'storeplane.dev/store': id } } }
}

const database = statefulSet('database')
const cache = statefulSet('cache', { component: 'cache' })

test('a Medusa store is ready with its cache, and not once the cache is gone', async () => {
  expect(await readinessOf('medusa', [database, cache])).toEqual({ kind: 'ready' })
  expect(await readinessOf('medusa', [database])).toMatchObject({
    kind: 'waiting',
    message: 'Waiting: the cache workload is not there yet',
  })
})

test('a WooCommerce store has no cache and is ready without one', async () => {
  expect(await readinessOf('woocommerce', [database])).toEqual({ kind: 'ready' })
})
