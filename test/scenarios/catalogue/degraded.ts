// A pod of a READY store, killed by hand.
import { expect } from 'vitest'
import { eventually } from '../../support/eventually.ts'
import { makeReady, removeStore, storeName } from '../play.ts'
import type { Scenario } from '../scenario.ts'
import { type Stage, storeOf } from '../stage.ts'
import { watchStore } from '../watch-store.ts'

export const degraded: Scenario = {
  name: 'degraded and back',
  promise: 'a READY store whose web pod is killed is degraded and says why, and healthy again with its next pod',
  settings: { STORE_CHECK_INTERVAL_SECONDS: '0.3' },
  own: true,
  expected: { status: 'READY', told: /Deployment web|pod web-/ },
  play: async (stage, { name, expected: { told } }) => {
    stage.startPoller()
    const made = await makeReady(stage, storeName({ name }))
    await killWebPod(stage, made.namespace)
    const sinceMs = performance.now()
    const { toldMs } = await watchStore(stage, {
      id: made.id,
      status: 'READY',
      told,
      until: 'told',
      sinceMs,
      deadlineMs: stage.patienceMs,
    })
    const isHealthy = async () => (await storeOf(stage, made.id))['health']
    await eventually(async () => ((await isHealthy()) as { status: string }).status === 'healthy', {
      deadlineMs: stage.patienceMs,
      what: 'healthy again',
    })
    const settledMs = performance.now() - sinceMs
    await removeStore(stage, made)
    return { outcome: 'READY, degraded, healthy', toldMs, settledMs, healed: 'by its controller' }
  },
}

async function killWebPod({ api }: Stage, namespace: string): Promise<void> {
  const selector = encodeURIComponent('app.kubernetes.io/component=web')
  const { text } = await api('GET', `/api/v1/namespaces/${namespace}/pods?labelSelector=${selector}`)
  const [pod] = (JSON.parse(text) as { items: { metadata: { name: string } }[] }).items
  const path = `/api/v1/namespaces/${namespace}/pods/${pod?.metadata.name}?gracePeriodSeconds=0`
  expect((await api('DELETE', path)).status).toBe(200)
}
