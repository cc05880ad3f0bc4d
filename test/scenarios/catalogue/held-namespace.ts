// A finalizer of somebody's that holds the namespace of a store that is to go.
import { expect } from 'vitest'
import { makeReady, storeName } from '../play.ts'
import type { Scenario } from '../scenario.ts'
import { watchStore } from '../watch-store.ts'

const holder = { name: 'held', finalizers: ['storeplane.test/held'] }

export const heldNamespace: Scenario = {
  name: 'finalizer that holds the namespace',
  promise:
    'a namespace that a finalizer holds keeps its store DELETING, which says what holds it; once let go it is DELETED',
  expected: { status: 'DELETED', told: /storeplane\.test\/held/ },
  play: async (stage, scenario) => {
    stage.startPoller()
    const made = await makeReady(stage, storeName(scenario))
    const path = `/api/v1/namespaces/${made.namespace}/configmaps`
    const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: holder }
    expect((await stage.api('POST', path, { body: object })).status).toBe(201)
    await stage.call('DELETE', `/api/v1/stores/${made.id}`)
    const sinceMs = performance.now()
    const { told } = scenario.expected
    const { toldMs } = await watchStore(stage, {
      id: made.id,
      status: 'DELETING',
      told,
      until: 'told',
      sinceMs,
      deadlineMs: stage.patienceMs,
    })
    const headers = { 'content-type': 'application/merge-patch+json' }
    const letGo = await stage.api('PATCH', `${path}/held`, { headers, body: { metadata: { finalizers: null } } })
    expect(letGo.status).toBe(200)
    const letGoMs = performance.now()
    const { settledMs } = await watchStore(stage, {
      id: made.id,
      status: 'DELETED',
      sinceMs,
      deadlineMs: stage.patienceMs,
    })
    expect(await stage.leftOf(made)).toEqual([])
    const healed = `DELETED ${((sinceMs + settledMs - letGoMs) / 1000).toFixed(1)} s after it was let go`
    return { outcome: 'DELETING, then DELETED', toldMs, settledMs, healed }
  },
}
