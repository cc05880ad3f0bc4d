// Plays a scenario on a stage: the store is asked for, watched to its end, healed where it can be, and deleted.
import { expect } from 'vitest'
import type { StoreBody } from '../support/stack.ts'
import type { Engine, Scenario, Seen } from './scenario.ts'
import { firstShownAt } from './shown.ts'
import type { Stage } from './stage.ts'
import { watchStore } from './watch-store.ts'

export async function playScenario(stage: Stage, scenario: Scenario): Promise<Seen> {
  return scenario.play ? scenario.play(stage, scenario) : playFault(stage, scenario)
}

async function playFault(stage: Stage, scenario: Scenario): Promise<Seen> {
  const { fault, engine, expected } = scenario
  const name = storeName(scenario)
  if (fault) await stage.inflict(fault, name)
  stage.startPoller()
  const sinceMs = performance.now()
  const made = await stage.create(name, engine)
  const watched = await awaitExpected(stage, scenario, made, sinceMs)
  const healed = expected.heals === undefined ? null : await healByRetry(stage, made)
  if (expected.status === 'READY') await visitShop(stage, made.id)
  await removeStore(stage, made)
  return { ...watched, healed }
}

/** The store's name, which the faults of a scenario are bound to: no name is the beginning of another's. */
export function storeName({ name }: Pick<Scenario, 'name'>): string {
  const words = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
  return words.length > 38 ? words.replace(/-$/, '') : `${words.replace(/-$/, '')}-z`
}

/** As `expected` says, with the code and the sentence. */
export async function awaitExpected(
  stage: Stage,
  { expected, defaults }: Scenario,
  { id, namespace }: { id: string; namespace: string },
  sinceMs: number,
): Promise<Seen> {
  const { status, code, says, evidence, told, shown } = expected
  const deadlineMs = stage.patienceMs + (defaults ? 240_000 : 0)
  let shownMs = sinceMs
  const noteShown = async () => {
    const at = await firstShownAt(stage, namespace, shown ?? told ?? /^$/)
    if (at !== undefined) shownMs = Math.max(sinceMs, performance.now() - (Date.now() - at))
  }
  const watched = await watchStore(stage, { id, status, told, sinceMs, deadlineMs, onTold: noteShown })
  const { store, toldMs, settledMs } = watched
  expect(store['failure_code']).toBe(code ?? null)
  if (says) expect(store['failure_reason']).toMatch(says)
  if (evidence) expect(await evidenceOf(stage, id)).toMatch(evidence)
  const sinceShown = (ms: number) => Math.max(0, ms - (shownMs - sinceMs))
  return {
    outcome: code === undefined ? status : `${status} ${code}`,
    toldMs: toldMs === null ? null : sinceShown(toldMs),
    settledMs: sinceShown(settledMs),
    healed: null,
  }
}

async function evidenceOf({ call }: Stage, id: string): Promise<string> {
  const { body } = await call('GET', `/api/v1/stores/${id}/events`)
  const events = body['events'] as { kind: string; evidence?: string }[]
  return events.find(({ kind }) => kind === 'evidence')?.evidence ?? ''
}

export async function healByRetry(stage: Stage, made: StoreBody): Promise<string> {
  await stage.heal(made['name'] as string)
  const sinceMs = performance.now()
  expect((await stage.call('POST', `/api/v1/stores/${made.id}/retry`)).status).toBe(202)
  const { settledMs } = await watchStore(stage, { id: made.id, status: 'READY', sinceMs, deadlineMs: stage.patienceMs })
  await visitShop(stage, made.id)
  return `READY ${(settledMs / 1000).toFixed(1)} s after retry`
}

/** A store that is READY, for what is done to it then. */
export async function makeReady(stage: Stage, name: string, engine?: Engine): Promise<StoreBody> {
  const made = await stage.create(name, engine)
  await watchStore(stage, { id: made.id, status: 'READY', sinceMs: performance.now(), deadlineMs: stage.patienceMs })
  return made
}

/** Through the ingress, as a shopper comes. */
export async function visitShop(stage: Stage, id: string): Promise<void> {
  const { body } = await stage.call('GET', `/api/v1/stores/${id}`)
  const path = body['engine'] === 'medusa' ? '/health' : '/wp-json/wc/store/v1/products'
  expect(body).toMatchObject({ health: { status: 'healthy', reason: null }, progress: null, failure_code: null })
  const shop = await stage.getShop(`${body['store_url']}${path}`)
  expect(shop).toEqual({
    status: 200,
    body: expect.stringMatching(body['engine'] === 'medusa' ? /^OK$/ : /^\[\{"id":\d+,/),
  })
}

/** DELETED, and nothing left. */
export async function removeStore(stage: Stage, { id, namespace }: StoreBody): Promise<void> {
  expect((await stage.call('DELETE', `/api/v1/stores/${id}`)).status).toBe(202)
  await watchStore(stage, { id, status: 'DELETED', sinceMs: performance.now(), deadlineMs: stage.patienceMs })
  expect(await stage.leftOf({ id, namespace })).toEqual([])
}
