// A pod of a READY store, killed by hand.
import { expect } from 'vitest'
import { eventually } from '../../support/eventually.ts'
import type { StoreBody } from '../../support/stack.ts'
import { makeReady, removeStore, storeName } from '../play.ts'
import type { Scenario } from '../scenario.ts'
import { type Stage, storeOf } from '../stage.ts'
import { watchStore } from '../watch-store.ts'

const noticedWithinMs = 5_000

export const degraded: Scenario = {
  name: 'degraded and back',
  promise: 'a READY store whose web pod is killed is degraded and says why, and healthy again with its next pod',
  settings: { STORE_CHECK_INTERVAL_SECONDS: '0.3' },
  own: true,
  expected: { status: 'READY', told: /Deployment web|pod web-/ },
  play: async (stage, { name, expected: { told } }) => {
    stage.startPoller()
    const made = await makeReady(stage, storeName({ name }))
    const { toldMs, sinceMs } = await killUntilTold(stage, made, told)
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

/** The next pod may be ready before anyone has looked, so a kill that nobody noticed is repeated. */
async function killUntilTold(stage: Stage, { id, namespace }: StoreBody, told: RegExp | undefined) {
  const untilMs = performance.now() + stage.patienceMs
  for (;;) {
    await killWebPod(stage, namespace)
    const sinceMs = performance.now()
    try {
      const watching = { id, status: 'READY', told, until: 'told', sinceMs, deadlineMs: noticedWithinMs } as const
      return { ...(await watchStore(stage, watching)), sinceMs }
    } catch (error) {
      if (performance.now() > untilMs) throw error
    }
  }
}

async function killWebPod({ api }: Stage, namespace: string): Promise<void> {
  const selector = encodeURIComponent('app.kubernetes.io/component=web')
  const { text } = await api('GET', `/api/v1/namespaces/${namespace}/pods?labelSelector=${selector}`)
  const [pod] = (JSON.parse(text) as { items: { metadata: { name: string } }[] }).items
  const path = `/api/v1/namespaces/${namespace}/pods/${pod?.metadata.name}?gracePeriodSeconds=0`
  expect((await api('DELETE', path)).status).toBe(200)
}
