// The API server goes away for a while and comes back: nobody's store pays for it.
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import { eventually } from '../../support/eventually.ts'
import { makeReady, removeStore, visitShop } from '../play.ts'
import type { Scenario } from '../scenario.ts'
import { storeOf } from '../stage.ts'
import { watchStore } from '../watch-store.ts'

export const apiServerStopped: Scenario = {
  name: 'API server stopped',
  promise:
    'an API server that is stopped for a while fails no store: READY ones stay READY, one that is being installed says what it waits for and becomes READY after it',
  own: true,
  alone: true,
  // Controllers and kubelet need their own time, which no setting shortens, to come back to an API server that was away.
  defaults: true,
  settings: { STORE_CHECK_INTERVAL_SECONDS: '1' },
  expected: { status: 'READY', told: /Waiting for the cluster/ },
  play: async (stage, { expected: { told } }) => {
    const poller = stage.startPoller()
    const ready = await makeReady(stage, 'settled-before')
    await stage.inflict('api_down', '')
    const sinceMs = performance.now()
    const waiting = await stage.create('asked-meanwhile')
    const { toldMs } = await watchStore(stage, {
      id: waiting.id,
      status: 'PROVISIONING',
      told,
      until: 'told',
      sinceMs,
      deadlineMs: stage.outageMs,
    })
    await sleep(Math.max(0, sinceMs + stage.outageMs - performance.now()))
    expect(await storeOf(stage, ready.id)).toMatchObject({ status: 'READY' })
    await stage.heal('')
    const backMs = performance.now()
    await watchStore(stage, { id: waiting.id, status: 'READY', sinceMs, deadlineMs: stage.patienceMs })
    const afterMs = performance.now() - backMs
    await eventually(
      async () => (await storeOf(stage, ready.id))['status'] === 'READY' && visitShop(stage, ready.id).then(() => true),
      {
        deadlineMs: stage.patienceMs,
        what: 'the store that was READY before',
      },
    )
    const [attempts] = await stage.database.query<{ most: number }>('SELECT max(attempts) AS most FROM operations')
    expect(attempts).toEqual({ most: 0 })
    for (const store of [ready, waiting]) await removeStore(stage, store)
    expect(await poller.stop()).toBe(0)
    const healed = `READY ${(afterMs / 1000).toFixed(1)} s after it was back`
    const settledMs = performance.now() - sinceMs
    return { outcome: 'READY stays, PROVISIONING becomes READY', toldMs, settledMs, healed }
  },
}
