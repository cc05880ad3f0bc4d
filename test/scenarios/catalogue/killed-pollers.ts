// Pollers that are killed in the middle of their work: the next one finishes it, with one release.
import { expect } from 'vitest'
import { processesWith } from '../../poller/fixtures/by-hand.ts'
import { eventually } from '../../support/eventually.ts'
import type { Program } from '../../support/process.ts'
import type { StoreBody } from '../../support/stack.ts'
import { makeReady, removeStore, storeName } from '../play.ts'
import type { Scenario, Seen } from '../scenario.ts'
import type { Stage } from '../stage.ts'
import { watchStore } from '../watch-store.ts'

const settings = { LEASE_TTL_SECONDS: '15', HELM_TIMEOUT_SECONDS: '12', HELM_STOP_GRACE_SECONDS: '2' }

export const killedInInstall: Scenario = {
  name: 'poller killed in install',
  promise:
    'SIGKILL of the poller in the middle of an install: Helm ends with it, the next poller finishes, with one release',
  settings,
  own: true,
  expected: { status: 'READY' },
  play: async (stage, scenario) => {
    const { made, poller } = await installHalfway(stage, scenario)
    poller.kill('SIGKILL')
    await helmEnds('install', made.id)
    return finishInstall(stage, made)
  },
}

export const machineFailsInInstall: Scenario = {
  name: 'machine fails in install',
  promise:
    'SIGKILL of the poller and its Helm at once, as when a machine fails: the release left behind is replaced by one',
  settings,
  own: true,
  expected: { status: 'READY' },
  play: async (stage, scenario) => {
    const { made, poller } = await installHalfway(stage, scenario)
    poller.kill('SIGSTOP')
    for (const pid of processesWith('install', made.id)) process.kill(pid, 'SIGKILL')
    poller.kill('SIGKILL')
    await poller.ended
    expect(await stage.leftOf(made)).toContain(`sh.helm.release.v1.${made.id}.v1 pending-install`)
    return finishInstall(stage, made)
  },
}

export const killedInUninstall: Scenario = {
  name: 'poller killed in uninstall',
  promise:
    'SIGKILL of the poller in the middle of an uninstall: Helm ends with it, the next poller finishes, nothing is left',
  settings,
  own: true,
  expected: { status: 'DELETED' },
  play: async (stage, scenario) => {
    const name = storeName(scenario)
    await stage.inflict('slow_api', name)
    await stage.heal(name)
    const poller = stage.startPoller()
    const made = await makeReady(stage, name)
    await stage.inflict('slow_api', name)
    await stage.call('DELETE', `/api/v1/stores/${made.id}`)
    await releaseIs(stage, made, 'uninstalling')
    poller.kill('SIGKILL')
    await helmEnds('uninstall', made.id)
    await stage.heal(name)
    const sinceMs = performance.now()
    const next = stage.startPoller()
    const { settledMs } = await watchStore(stage, {
      id: made.id,
      status: 'DELETED',
      sinceMs,
      deadlineMs: stage.patienceMs,
    })
    expect(await stage.leftOf(made)).toEqual([])
    await next.stop()
    return { outcome: 'DELETED, nothing left', toldMs: null, settledMs, healed: 'by the next poller' }
  },
}

async function installHalfway(stage: Stage, scenario: Scenario): Promise<{ made: StoreBody; poller: Program }> {
  const name = storeName(scenario)
  await stage.inflict('slow_api', name)
  const poller = stage.startPoller()
  const made = await stage.create(name)
  await releaseIs(stage, made, 'pending-install')
  return { made, poller }
}

async function finishInstall(stage: Stage, made: StoreBody): Promise<Seen> {
  await stage.heal(made['name'] as string)
  const sinceMs = performance.now()
  const next = stage.startPoller()
  const { settledMs } = await watchStore(stage, { id: made.id, status: 'READY', sinceMs, deadlineMs: stage.patienceMs })
  expect(await stage.leftOf(made)).toEqual([made.namespace, `sh.helm.release.v1.${made.id}.v1 deployed`])
  await removeStore(stage, made)
  await next.stop()
  return { outcome: 'READY, one release', toldMs: null, settledMs, healed: 'by the next poller' }
}

async function releaseIs(stage: Stage, made: StoreBody, status: string): Promise<void> {
  await eventually(async () => (await stage.leftOf(made)).some((one) => one.endsWith(status)), {
    deadlineMs: stage.patienceMs,
    what: `a release that is ${status}`,
  })
}

async function helmEnds(verb: string, id: string): Promise<void> {
  await eventually(() => processesWith('helm', verb, id).length === 0, { deadlineMs: 3_000, what: 'the end of Helm' })
}
