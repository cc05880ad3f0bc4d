// Removes a store's namespace, the very one that was observed.

import { ClusterError } from '../../shared/kubernetes/cluster-error.ts'
import type { Store } from '../../shared/stores/index.ts'
import type { WorkDeps } from '../work-deps.ts'
import type { Outcome } from './act.ts'
import { anotherTry } from './after-helm.ts'

/** A role that may not remove namespaces keeps this store waiting, and no other. */
export async function deleteNamespace(store: Store, uid: string, deps: WorkDeps): Promise<Outcome> {
  try {
    await deps.cluster.deleteNamespace({ name: store.namespace, uid })
  } catch (error) {
    if (!(error instanceof ClusterError) || error.kind !== 'forbidden') throw error
    return anotherTry('Removing the namespace', error.message, '', store, deps)
  }
  return { change: { step: 'namespace_removal', progressMessage: 'Waiting for the namespace to be removed' } }
}
