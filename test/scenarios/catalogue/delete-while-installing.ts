// A merchant who changes his mind while Helm is at work.
import { expect } from 'vitest'
import { processesWith } from '../../poller/fixtures/by-hand.ts'
import { eventually } from '../../support/eventually.ts'
import { storeName } from '../play.ts'
import type { Scenario } from '../scenario.ts'
import { watchStore } from '../watch-store.ts'

export const deleteWhileInstalling: Scenario = {
  name: 'delete while installing',
  promise: 'a store that is deleted while Helm installs it is DELETED, with nothing left',
  own: true,
  expected: { status: 'DELETED' },
  play: async (stage, scenario) => {
    const name = storeName(scenario)
    await stage.inflict('slow_api', name)
    stage.startPoller()
    const made = await stage.create(name)
    const atWork = () => processesWith('helm', 'install', made.id).length > 0
    await eventually(atWork, { deadlineMs: stage.patienceMs, what: 'Helm at work' })
    expect((await stage.call('DELETE', `/api/v1/stores/${made.id}`)).status).toBe(202)
    const sinceMs = performance.now()
    const { settledMs } = await watchStore(stage, {
      id: made.id,
      status: 'DELETED',
      sinceMs,
      deadlineMs: stage.patienceMs,
    })
    expect(await stage.leftOf(made)).toEqual([])
    return { outcome: 'DELETED, nothing left', toldMs: null, settledMs, healed: null }
  },
}
