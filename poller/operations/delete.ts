// delete: the release, then the namespace, then nothing of the store is left in the cluster. It is never given up.
import { ownWords, type SafeText, text } from '../../shared/safe-text.ts'
import type { BusyStore } from '../../shared/stores/index.ts'
import { toDeleted } from '../../shared/stores/patches.ts'
import type { Observation } from '../observation.ts'
import type { Action, Limits, Wait } from './action.ts'
import { awaitHelm, awaitNamespaceRemoval } from './awaits.ts'
import type { OperationDefinition } from './definition.ts'
import { poisonedAfter } from './poison.ts'

export const deletion: OperationDefinition = {
  kind: 'delete',
  maxAttempts: null,
  helmStep: 'uninstall',
  watchesWorkloads: false,
  decide,
  onSuccess: toDeleted,
  onFailure: ({ code }) => {
    throw new Error(`a deletion does not fail, but it was to fail with ${code}`)
  },
  describePoisoned: (store) => (store.expiredLeases < poisonedAfter ? null : poisonedRemoval(store)),
}

type Input = { store: BusyStore; seen: Observation; limits: Limits }

function decide({ store, seen: { namespace, release }, limits }: Input): Action {
  if (release !== null && namespace === null) return awaitOwner()
  if (release !== null && namespace !== null && !namespace.terminating) {
    const isPending = release.status.startsWith('pending-') && release.ageMs < limits.pendingStaleMs
    if (isPending) return awaitHelm('uninstall', release, limits)
    return { do: 'uninstall', because: removalMessage(store), namespaceUid: namespace.uid }
  }
  if (namespace === null) return { do: 'succeed', helmRevision: null }
  if (namespace.terminating) return awaitNamespaceRemoval('namespace_removal', namespace.blockedBy)
  return { do: 'delete_namespace', uid: namespace.uid }
}

/** A namespace without our labels is never touched. */
function awaitOwner(): Wait {
  return {
    do: 'wait',
    step: 'uninstall',
    message:
      'Its release is in a namespace without the labels of this installation, which is not touched; remove it, or label it, by hand',
    requeueAfterMs: 60_000,
  }
}

function removalMessage(store: BusyStore): SafeText {
  return store.expiredLeases < poisonedAfter ? ownWords('Uninstalling the release') : poisonedRemoval(store)
}

function poisonedRemoval({ expiredLeases }: BusyStore): SafeText {
  return text`${expiredLeases} consecutive pollers crashed while removing this store; trying again with longer pauses`
}
