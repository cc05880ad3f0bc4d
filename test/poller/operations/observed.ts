// What a poller may have observed of a store, piece by piece, and what an operation's definition decides from it.
import type { Observation } from '../../../poller/observation.ts'
import { type Action, definitionOf } from '../../../poller/operations/index.ts'
import type { Release, ReleaseStatus } from '../../../shared/kubernetes/helm-releases.ts'
import type { Operation } from '../../../shared/operations/index.ts'
import type { BusyStore } from '../../../shared/stores/index.ts'
import { makeStore } from '../../support/store-factory.ts'

export const limits = { provisioningTimeoutMs: 600_000, pendingStaleMs: 50_000 }

export const namespace = { uid: 'u', terminating: false, blockedBy: null }
export const leaving = { uid: 'u', terminating: true, blockedBy: 'held by a finalizer' }

export const release = (status: ReleaseStatus, ageMs = 0, deployedVersion?: number): Release => ({
  status,
  version: 1,
  ageMs,
  ...(deployedVersion === undefined ? {} : { deployedVersion }),
})

export const ready = { kind: 'ready' } as const
export const waiting = {
  kind: 'waiting',
  step: 'database',
  message: 'not yet',
  pendingFault: null,
  wantsEvents: false,
} as const
export const broken = {
  kind: 'failed',
  step: 'web',
  unmetStep: 'setup',
  code: 'crash_loop',
  reason: 'Pods not ready',
  details: 'container shop: Error, exit code 1',
  pod: 'p',
  container: 'c',
} as const

export const nothing: Observation = { namespace: null, release: null, readiness: null, setupComplete: false, url: null }
export const deployed: Observation = { ...nothing, namespace, release: release('deployed') }

export type Given = Partial<Omit<BusyStore, 'operation'>> & { operation?: Partial<Operation> }
/** What is expected is a part of the action. */
export type Row = [sentence: string, store: Given, seen: Partial<Observation>, action: Partial<Action>]

export function decide(store: Given, seen: Partial<Observation>): Action {
  const row = makeStore(store)
  return definitionOf(row.operation.kind).decide({ store: row, seen: { ...nothing, ...seen }, limits })
}
