// Two pollers share one database and one cluster: what one does the other does not do again.
import { expect } from 'vitest'
import type { Scenario } from '../scenario.ts'
import { watchStore } from '../watch-store.ts'

export const twoPollers: Scenario = {
  name: 'two pollers',
  promise: 'two pollers and four stores at once: each is installed exactly once, all READY, then all DELETED',
  own: true,
  expected: { status: 'READY' },
  play: async (stage) => {
    const pollers = [stage.startPoller(), stage.startPoller()]
    const sinceMs = performance.now()
    const engines = ['woocommerce', 'medusa', 'woocommerce', 'medusa']
    const stores = await Promise.all(engines.map((engine, n) => stage.create(`two-pollers-${n}`, engine)))
    const become = (status: string) =>
      Promise.all(stores.map(({ id }) => watchStore(stage, { id, status, sinceMs, deadlineMs: 2 * stage.patienceMs })))
    const settledMs = Math.max(...(await become('READY')).map((watched) => watched.settledMs))
    for (const store of stores)
      expect(await stage.leftOf(store)).toEqual([store.namespace, `sh.helm.release.v1.${store.id}.v1 deployed`])
    expect(await stage.database.query('SELECT DISTINCT attempts FROM operations')).toEqual([{ attempts: 0 }])
    await Promise.all(stores.map(({ id }) => stage.call('DELETE', `/api/v1/stores/${id}`)))
    await become('DELETED')
    for (const store of stores) expect(await stage.leftOf(store)).toEqual([])
    expect(await Promise.all(pollers.map((poller) => poller.stop()))).toEqual([0, 0])
    return { outcome: '4 READY, each once, 4 DELETED', toldMs: null, settledMs, healed: null }
  },
}
