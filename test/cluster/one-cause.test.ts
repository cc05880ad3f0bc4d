// Fifteen stores without the image of their shop on a real cluster: one sentence, and no step that was not seen done.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { endedSteps } from '../support/ended-steps.ts'
import { type ClusterPlane, startOnCluster, valuesFile } from './cluster.ts'

let plane: ClusterPlane
beforeAll(async () => {
  plane = await startOnCluster()
})
afterAll(() => plane.stop())

const before = ['queued', 'namespace', 'release', 'volumes']
const reached = [before, [...before, 'database']]
const image = '127.0.0.1:5001/missing/wordpress:1'

test('fifteen stores without the image of their shop have one sentence, and no step is ended that they did not reach', async () => {
  const overlay = join(plane.folder, 'values-missing.yaml')
  writeFileSync(overlay, JSON.stringify({ woocommerce: { image } }))
  const poller = plane.startPoller(['--watch'], { HELM_VALUES_FILE: valuesFile, HELM_ENV_VALUES_FILE: overlay })
  const made = await Promise.all(Array.from({ length: 15 }, (_, n) => plane.create(`missing-${n}`)))
  const failed = await Promise.all(made.map(({ id }) => plane.until(id, 'FAILED', 240_000)))
  expect(failed.map((store) => store['failure_code'])).toEqual(made.map(() => 'image_not_found'))
  expect([...new Set(failed.map((store) => store['failure_reason']))]).toEqual([
    `Pods not ready: the image "${image}" does not exist (setup)`,
  ])
  // A database that started meanwhile may or may not have been seen ready.
  for (const { id } of made) expect(reached).toContainEqual(await endedSteps(plane, id))
  await Promise.all(made.map(({ id }) => plane.call('DELETE', `/stores/${id}`)))
  await Promise.all(made.map(({ id }) => plane.until(id, 'DELETED', 240_000)))
  expect(await poller.stop()).toBe(0)
}, 600_000)
