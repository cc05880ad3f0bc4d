// `poller --check` before the first store: everything it needs of a real cluster is in reach.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ClusterPlane, startOnCluster } from './cluster.ts'

let plane: ClusterPlane
beforeAll(async () => {
  plane = await startOnCluster()
})
afterAll(() => plane.stop())

test('--check finds Helm, chart, database, kubeconfig, cluster, installation, permissions and the way of Helm good, and exits 0', async () => {
  const check = plane.startPoller(['--check'])
  const code = await check.ended
  const lines = check.output().trim().split('\n')
  expect(lines.map((line) => /^(ok|FAIL) +([^:]+):/.exec(line)?.slice(1).join(' '))).toEqual([
    'ok Helm CLI',
    'ok Helm chart',
    'ok Database',
    'ok Kubernetes config',
    'ok Cluster',
    'ok Installation',
    'ok Permissions',
    'ok Helm and cluster',
  ])
  expect(check.output()).toMatch(/woocommerce available, medusa available$/m)
  expect(code).toBe(0)
})
