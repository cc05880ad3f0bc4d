// An image that no registry has: the store fails early and says why, and lives once the cause is repaired.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ClusterPlane, startOnCluster, valuesFile } from './cluster.ts'

let plane: ClusterPlane
beforeAll(async () => {
  plane = await startOnCluster()
})
afterAll(() => plane.stop())

/** The registry of the test cluster has nothing under this name. */
const missingImage = '127.0.0.1:5001/missing/wordpress:1'

test('a missing image fails the store within 15 s with pod, container and cause; retry after the repair makes it READY', async () => {
  const overlay = join(plane.folder, 'values-missing.yaml')
  writeFileSync(overlay, `woocommerce:\n  image: ${missingImage}\n`)
  const faulty = plane.startPoller(['--watch'], { HELM_VALUES_FILE: valuesFile, HELM_ENV_VALUES_FILE: overlay })
  const began = performance.now()
  const made = await plane.create('no-image')
  const store = await plane.until(made.id, 'FAILED', 15_000)
  expect(performance.now() - began).toBeLessThan(15_000)
  expect(store['failure_code']).toBe('image_not_found')
  expect(store['failure_reason']).toMatch(
    new RegExp(`^Pods not ready: .*pod (web|cron|setup)-\\S+.*container \\S+.*${missingImage}.*not found`),
  )
  await faulty.stop()
  const [namespace, ...records] = await plane.leftOf(made)
  expect([namespace, ...records]).toEqual([made.namespace, `sh.helm.release.v1.${made.id}.v1 deployed`])
  const pods = await plane.cluster.list({ resource: 'pods', namespace: made.namespace })
  expect(pods.items.length).toBeGreaterThan(0)

  plane.startPoller()
  expect((await plane.call('POST', `/api/v1/stores/${made.id}/retry`)).status).toBe(202)
  await plane.until(made.id, 'READY', 90_000)
  expect(await plane.releasesOf(made.id)).toEqual([`sh.helm.release.v1.${made.id}.v1 deployed`])
  await plane.call('DELETE', `/api/v1/stores/${made.id}`)
  await plane.until(made.id, 'DELETED', 60_000)
  expect(await plane.leftOf(made)).toEqual([])
})
