// A fault of a stand-in is a command away, also in a store that lives: `kubectl exec … -- fault NAME`.
import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { storeOf } from '../scenarios/stage.ts'
import { eventually } from '../support/eventually.ts'
import { getShop } from '../support/stack.ts'
import { type ClusterPlane, ingressAddress, startOnCluster } from './cluster.ts'

let plane: ClusterPlane
beforeAll(async () => {
  plane = await startOnCluster({ STORE_CHECK_INTERVAL_SECONDS: '1' })
  plane.startPoller()
})
afterAll(() => plane.stop())

test.concurrent.each(['woocommerce', 'medusa'])(
  'a %s stand-in answers 500, is never ready, crashes and is well again at a command; the store is degraded meanwhile and healthy after it',
  async (engine) => {
    const made = await plane.create(`faults-${engine}`, engine)
    const { store_url } = await plane.until(made.id, 'READY', 120_000)
    const path = engine === 'medusa' ? '/store/products' : '/'
    const isHealthy = async () => ((await storeOf(plane, made.id))['health'] as { status: string }).status === 'healthy'
    const within = { deadlineMs: 90_000, everyMs: 100 }

    const shop = async () => (await getShop(`${store_url}${path}`, ingressAddress)).status

    fault(made.namespace, 'web-answers-500')
    await eventually(async () => (await shop()) === 500, within)
    fault(made.namespace, 'web-never-ready')
    await eventually(async () => !(await isHealthy()), { ...within, what: 'degraded as never ready' })
    fault(made.namespace, 'none')
    await eventually(isHealthy, { ...within, what: 'healthy without the fault' })
    fault(made.namespace, 'web-crashes')
    await eventually(async () => !(await isHealthy()), { ...within, what: 'degraded by crashes' })
    removeWebPod(made.namespace)
    await eventually(isHealthy, { ...within, what: 'healthy with the next pod' })
    // Medusa refuses who has no key, and so shows that it works.
    expect(await shop()).toBe(engine === 'medusa' ? 400 : 200)
    await plane.call('DELETE', `/api/v1/stores/${made.id}`)
    await plane.until(made.id, 'DELETED', 120_000)
  },
  300_000,
)

function fault(namespace: string, name: string): void {
  execFileSync('kubectl', ['exec', '-n', namespace, 'deploy/web', '-c', 'web', '--', 'fault', name], { stdio: 'pipe' })
}

/** Its fault is the pod's: the next one has none. */
function removeWebPod(namespace: string): void {
  execFileSync('kubectl', ['delete', 'pod', '-n', namespace, '-l', 'app.kubernetes.io/component=web', '--now'], {
    stdio: 'pipe',
  })
}
