// What to do next with a store: pure, from its row and what was observed.
import type { FailureCode } from '../shared/failure-codes.ts'
import type { Step, Store } from '../shared/stores/index.ts'
import { isPoisoned, poisonAfter } from './leases/index.ts'
import type { Observation } from './observe.ts'
import type { Suspicion } from './readiness/judge.ts'

export type Wait = {
  do: 'wait'
  step: Step
  message: string
  suspicion?: Suspicion | null
  /** When to look again, where the usual rhythm does not fit. */
  dueInMs?: number
}
export type Action =
  | { do: 'fail'; step: Step; code: FailureCode; reason: string }
  | { do: 'ready'; releaseVersion: number }
  | { do: 'install' }
  /** A release that is there although the row never came to its install, as after a restore from an older backup. */
  | { do: 'adopt' }
  | { do: 'uninstall'; because: string }
  | { do: 'rollback'; revision: number }
  | { do: 'delete_namespace'; uid: string }
  | { do: 'deleted' }
  | Wait

export type Limits = {
  provisioningTimeoutMs: number
  /** A pending release that is older belongs to a Helm that no longer runs. */
  pendingStaleMs: number
}

/** Whether the action runs Helm, and so belongs into a lane with slots for it. */
export function needsHelm(action: Action): boolean {
  return action.do === 'install' || action.do === 'uninstall' || action.do === 'rollback'
}

export function decide(store: Store, seen: Observation, limits: Limits): Action {
  switch (store.status) {
    case 'PROVISIONING':
      return decideProvisioning(store, seen, limits)
    case 'DELETING':
      return decideDeleting(store, seen, limits)
    case 'READY':
    case 'FAILED':
    case 'DELETED':
      throw new Error(`a ${store.status} store is never due`)
    default:
      return store.status satisfies never
  }
}

function decideProvisioning(store: Store, seen: Observation, limits: Limits): Action {
  if (isPoisoned(store)) return poisoned(store)
  const action = seen.namespace?.terminating ? awaitRemoval(seen.namespace.holdUp) : decideRelease(store, seen, limits)
  const inTime = store.observedMs < limits.provisioningTimeoutMs
  return inTime || action.do === 'ready' || action.do === 'fail' ? action : timedOut(store, action, limits)
}

function decideRelease(store: Store, seen: Observation, limits: Limits): Action {
  const { release } = seen
  // A namespace in the way that is not ours is met, and told, when ours is made.
  if (release === null || seen.namespace === null) return { do: 'install' }
  switch (release.status) {
    case 'deployed':
      return decideDeployed(store, seen)
    case 'pending-install':
      return release.ageMs < limits.pendingStaleMs
        ? awaitHelm(release.status, release.ageMs, limits)
        : leftBehind(release.status)
    case 'pending-upgrade':
    case 'pending-rollback':
      if (release.ageMs < limits.pendingStaleMs) return awaitHelm(release.status, release.ageMs, limits)
      return release.deployedVersion === undefined
        ? leftBehind(release.status)
        : { do: 'rollback', revision: release.deployedVersion }
    default:
      return leftBehind(release.status)
  }
}

function decideDeployed(store: Store, { release, readiness, url }: Observation): Action {
  if (store.url === null) return { do: 'adopt' }
  const verdict = readiness ?? {
    kind: 'waiting' as const,
    step: 'web' as const,
    message: 'Nothing was seen of its pods',
    suspicion: null,
  }
  const healthy = verdict.kind === 'ready' && (url === null || url.ok)
  if (healthy) return { do: 'ready', releaseVersion: release?.version ?? 1 }
  if (store.replaceRelease) return { do: 'uninstall', because: 'Removing the release that failed before' }
  if (verdict.kind === 'failed') return { do: 'fail', step: verdict.step, code: verdict.code, reason: verdict.reason }
  if (verdict.kind === 'waiting')
    return { do: 'wait', step: verdict.step, message: verdict.message, suspicion: verdict.suspicion }
  return { do: 'wait', step: 'url', message: url && !url.ok ? url.message : 'Waiting for the URL', suspicion: null }
}

function decideDeleting(store: Store, { namespace, release }: Observation, limits: Limits): Action {
  if (release !== null && namespace === null) return awaitOwner()
  if (release !== null && !namespace?.terminating) {
    const pending = release.status.startsWith('pending-') && release.ageMs < limits.pendingStaleMs
    return pending
      ? awaitHelm(release.status, release.ageMs, limits, 'uninstall')
      : { do: 'uninstall', because: removalMessage(store) }
  }
  if (namespace === null) return { do: 'deleted' }
  if (namespace.terminating) return { ...awaitRemoval(namespace.holdUp), step: 'namespace_removal' }
  return { do: 'delete_namespace', uid: namespace.uid }
}

function removalMessage(store: Store): string {
  return store.expiredLeases < poisonAfter ? 'Uninstalling the release' : poisonousRemoval(store)
}

export function poisonousRemoval({ expiredLeases }: Store): string {
  return `${expiredLeases} pollers in a row ended while they removed this store; trying again with longer pauses`
}

/** Our own Helms end before their lease does, so this one was started by somebody's hand. */
function awaitHelm(status: string, ageMs: number, { pendingStaleMs }: Limits, step: Step = 'release'): Wait {
  return {
    do: 'wait',
    step,
    message: `Waiting for a Helm that is at work on the release (${status})`,
    dueInMs: Math.min(Math.max(pendingStaleMs - ageMs, 1_000), 10_000),
  }
}

function awaitRemoval(holdUp: string | null): Wait {
  return {
    do: 'wait',
    step: 'namespace',
    message: holdUp ? `Waiting for the namespace to be removed: ${holdUp}` : 'Waiting for the namespace to be removed',
  }
}

/** CONTRACT: a namespace without our labels is never touched. */
function awaitOwner(): Wait {
  return {
    do: 'wait',
    step: 'uninstall',
    message:
      'Its release is in a namespace without the labels of this installation, which is not touched; remove it, or label it, by hand',
    dueInMs: 60_000,
  }
}

function leftBehind(status: string): Action {
  return { do: 'uninstall', because: `Removing a release that was left ${status}` }
}

function poisoned(store: Store): Action {
  return {
    do: 'fail',
    step: store.step ?? 'queued',
    code: 'poisoned',
    reason: `${store.expiredLeases} pollers in a row ended while they worked on this store, each without a word; the last was at "${store.progressMessage ?? 'nothing'}"`,
  }
}

function timedOut(store: Store, action: Action, { provisioningTimeoutMs }: Limits): Action {
  const seconds = Math.round(provisioningTimeoutMs / 1000)
  const [step, waitedFor] =
    action.do === 'wait' ? [action.step, action.message] : [store.step ?? 'queued', store.progressMessage]
  return {
    do: 'fail',
    step,
    code: step === 'url' ? 'url_not_answering' : 'provisioning_timed_out',
    reason: `Provisioning timed out after ${seconds} s at the step ${step}: ${waitedFor ?? 'nothing was reported'}`,
  }
}
