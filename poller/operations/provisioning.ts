// How create and retry decide: install the release, watch its store become ready, and fail with a reason.
import type { ReleaseStatus } from '../../shared/kubernetes/helm-releases.ts'
import { ownWords, text } from '../../shared/safe-text.ts'
import type { BusyStore } from '../../shared/stores/index.ts'
import { toFailed, toReady } from '../../shared/stores/patches.ts'
import type { Observation } from '../observation.ts'
import type { Action, Fail, Limits, Wait } from './action.ts'
import { awaitHelm, awaitNamespaceRemoval } from './awaits.ts'
import type { OperationDefinition } from './definition.ts'
import { poisonedAfter } from './poison.ts'

/** `mustReplace`: whether a release that is there belongs to a failed attempt and is to be removed before the install. */
export function provisioning(mustReplace: (store: BusyStore) => boolean): Omit<OperationDefinition, 'kind'> {
  return {
    maxAttempts: 8,
    helmStep: 'release',
    watchesWorkloads: true,
    decide: ({ store, seen, limits }) => decide({ store, seen, limits }, mustReplace(store)),
    onSuccess: ({ appliedRelease }, { helmRevision }) => toReady({ helmRevision: helmRevision ?? 1, appliedRelease }),
    onFailure: toFailed,
    describePoisoned: () => null,
  }
}

type Input = { store: BusyStore; seen: Observation; limits: Limits }

function decide(input: Input, mustReplace: boolean): Action {
  const { store, seen, limits } = input
  if (store.expiredLeases >= poisonedAfter) return poisoned(store)
  const action = seen.namespace?.terminating
    ? awaitNamespaceRemoval('namespace', seen.namespace.blockedBy)
    : decideRelease(input, mustReplace)
  const isInTime = store.operation.observedMs < limits.provisioningTimeoutMs
  return isInTime || action.do === 'succeed' || action.do === 'fail' ? action : timedOut(store, action, limits)
}

function decideRelease({ store, seen, limits }: Input, mustReplace: boolean): Action {
  const { release, namespace } = seen
  // A namespace in the way that is not ours is met, and told, when ours is made.
  if (release === null || namespace === null) return { do: 'install' }
  const { uid: namespaceUid } = namespace
  switch (release.status) {
    case 'deployed':
      return decideDeployed(store, seen, mustReplace ? namespaceUid : null)
    case 'pending-install':
      return release.ageMs < limits.pendingStaleMs
        ? awaitHelm('release', release, limits)
        : removeStaleRelease(release.status, namespaceUid)
    case 'pending-upgrade':
    case 'pending-rollback':
      if (release.ageMs < limits.pendingStaleMs) return awaitHelm('release', release, limits)
      return release.deployedVersion === undefined
        ? removeStaleRelease(release.status, namespaceUid)
        : { do: 'rollback', revision: release.deployedVersion }
    case 'failed':
    case 'uninstalling':
    case 'uninstalled':
    case 'superseded':
    case 'unknown':
      return removeStaleRelease(release.status, namespaceUid)
    default:
      throw new Error(`no release status ${JSON.stringify(release.status satisfies never)}`)
  }
}

/** `replaceIn`: the uid of the namespace in which the release is to be replaced, unless it has become healthy. */
function decideDeployed(store: BusyStore, { release, readiness, url }: Observation, replaceIn: string | null): Action {
  if (store.url === null) return { do: 'adopt' }
  const verdict = readiness ?? unobserved
  const isHealthy = verdict.kind === 'ready' && (url === null || url.ok)
  if (isHealthy) return { do: 'succeed', helmRevision: release?.version ?? 1 }
  if (replaceIn !== null)
    return { do: 'uninstall', because: text`Removing the release that failed before`, namespaceUid: replaceIn }
  if (verdict.kind === 'failed') {
    const { step, code, reason, unmetStep: reachedStep, details } = verdict
    return { do: 'fail', step, reachedStep, code, reason, details }
  }
  if (verdict.kind === 'waiting') {
    const { step, message, pendingFault } = verdict
    return { do: 'wait', step, message, pendingFault }
  }
  return { do: 'wait', step: 'url', message: url && !url.ok ? url.message : 'Waiting for the URL', pendingFault: null }
}

const unobserved = {
  kind: 'waiting' as const,
  step: 'web' as const,
  message: 'Nothing was seen of its pods',
  pendingFault: null,
}

function removeStaleRelease(status: ReleaseStatus, namespaceUid: string): Action {
  return { do: 'uninstall', because: text`Removing a release that was left ${ownWords(status)}`, namespaceUid }
}

function poisoned({ expiredLeases, operation }: BusyStore): Fail {
  return {
    do: 'fail',
    step: operation.step,
    code: 'poisoned',
    reason: `${expiredLeases} consecutive pollers crashed while processing this store; the last was at "${operation.message ?? 'nothing'}"`,
  }
}

function timedOut({ operation }: BusyStore, action: Action, { provisioningTimeoutMs }: Limits): Fail {
  const { step, message } = action.do === 'wait' ? (action satisfies Wait) : operation
  return {
    do: 'fail',
    step,
    code: step === 'url' ? 'url_not_answering' : 'provisioning_timed_out',
    reason: `Provisioning timed out after ${Math.round(provisioningTimeoutMs / 1000)} s at the step ${step}: ${message ?? 'nothing was reported'}`,
  }
}
