// Two installations on one cluster: neither touches, lists or removes what is the other's.
import { expect } from 'vitest'
import { orphans } from '../orphans.ts'
import { awaitExpected, makeReady, removeStore, visitShop } from '../play.ts'
import type { Scenario } from '../scenario.ts'
import { watchStore } from '../watch-store.ts'

export const otherInstallation: Scenario = {
  name: 'another installation on the cluster',
  promise:
    "two installations share a cluster: a namespace of the other's fails a store, and nothing of the other's is listed or touched",
  own: true,
  expected: {
    status: 'FAILED',
    code: 'namespace_conflict',
    says: /^Helm install failed: the namespace store-\S+ exists already and belongs to the installation \S+; nothing in it was touched$/,
    told: /belongs to the installation/,
  },
  play: async (stage, scenario) => {
    const other = await stage.another()
    other.startPoller()
    const theirs = await makeReady(other, 'theirs')
    const [{ id: installation } = { id: '' }] = await other.database.query<{ id: string }>(
      'SELECT id FROM installation',
    )
    const made = await stage.create('clashes')
    const labels = { 'storeplane.dev/installation': installation, 'storeplane.dev/store': made.id }
    const path = '/api/v1/namespaces'
    const body = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: made.namespace, labels } }
    expect((await stage.api('POST', path, { body })).status).toBe(201)
    const sinceMs = performance.now()
    const poller = stage.startPoller()
    const seen = await awaitExpected(stage, scenario, made, sinceMs)
    expect((await orphans(stage, '--json')).output).toContain('"orphans": []')
    await stage.call('DELETE', `/api/v1/stores/${made.id}`)
    await watchStore(stage, { id: made.id, status: 'DELETED', sinceMs, deadlineMs: stage.patienceMs })
    expect((await stage.api('GET', `${path}/${made.namespace}`)).status).toBe(200)
    expect((await stage.api('DELETE', `${path}/${made.namespace}`)).status).toBe(200)
    await visitShop(other, theirs.id)
    await removeStore(other, theirs)
    await poller.stop()
    await other.close()
    return { ...seen, healed: null }
  },
}
