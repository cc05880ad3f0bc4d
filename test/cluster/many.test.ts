// Two pollers share one database and one real cluster: what one does the other does not do again.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ClusterPlane, startOnCluster } from './cluster.ts'

let plane: ClusterPlane
beforeAll(async () => {
  plane = await startOnCluster()
})
afterAll(() => plane.stop())

test('two pollers and four stores at once: each is installed exactly once, all READY, then all DELETED', async () => {
  const pollers = [plane.startPoller(), plane.startPoller()]
  const engines = ['woocommerce', 'medusa', 'woocommerce', 'medusa']
  const stores = await Promise.all(engines.map((engine, n) => plane.create(`many-${n}`, engine)))
  await Promise.all(stores.map(({ id }) => plane.until(id, 'READY', 120_000)))
  for (const { id } of stores) expect(await plane.releasesOf(id)).toEqual([`sh.helm.release.v1.${id}.v1 deployed`])
  expect(await plane.database.query('SELECT DISTINCT attempts FROM stores')).toEqual([{ attempts: 0 }])

  await Promise.all(stores.map(({ id }) => plane.call('DELETE', `/api/v1/stores/${id}`)))
  await Promise.all(stores.map(({ id }) => plane.until(id, 'DELETED', 60_000)))
  for (const store of stores) expect(await plane.leftOf(store)).toEqual([])
  expect(await Promise.all(pollers.map((poller) => poller.stop()))).toEqual([0, 0])
})
