// The whole way of a store on a real cluster: installed, reached through the real ingress, and gone without a trace.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { getShop } from '../support/stack.ts'
import { type ClusterPlane, ingressAddress, startOnCluster } from './cluster.ts'

let plane: ClusterPlane
beforeAll(async () => {
  plane = await startOnCluster()
  plane.startPoller()
})
afterAll(() => plane.stop())

const readyWithinMs = 90_000
const goneWithinMs = 60_000

const signsOfLife = [
  ['woocommerce', '/wp-json/wc/store/v1/products', /^\[\{"id":\d+,/],
  ['medusa', '/health', /^OK$/],
] as const

test.concurrent.each(signsOfLife)(
  'a %s store goes from POST to READY, answers at its URL through the ingress, and is deleted without a trace',
  async (engine, path, says) => {
    const made = await plane.create(`life-${engine}`, engine)
    const store = await plane.until(made.id, 'READY', readyWithinMs)
    expect(store).toMatchObject({ health: { status: 'healthy', reason: null }, progress: null, failure_code: null })
    expect(store['store_url']).toBe(`http://life-${engine}.localhost`)
    const shop = await getShop(`${store['store_url']}${path}`, ingressAddress)
    expect(shop).toEqual({ status: 200, body: expect.stringMatching(says) })
    expect(await plane.leftOf(made)).toEqual([made.namespace, `sh.helm.release.v1.${made.id}.v1 deployed`])
    await remove(made)
  },
)

test.concurrent.each(['99bikes', `a${'b'.repeat(38)}c`])(
  'the name %s, awkward for Kubernetes, becomes READY and is deleted without a trace',
  async (name) => {
    const made = await plane.create(name)
    await plane.until(made.id, 'READY', readyWithinMs)
    await remove(made)
  },
)

async function remove(store: { id: string; namespace: string }): Promise<void> {
  expect((await plane.call('DELETE', `/api/v1/stores/${store.id}`)).status).toBe(202)
  await plane.until(store.id, 'DELETED', goneWithinMs)
  expect(await plane.leftOf(store)).toEqual([])
}
