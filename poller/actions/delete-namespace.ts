// Removes a store's namespace, the very one that was observed.

import { ClusterError } from '../../shared/kubernetes/cluster-error.ts'
import type { Step } from '../../shared/operations/index.ts'
import { text } from '../../shared/safe-text.ts'
import { toWaiting } from '../../shared/stores/patches.ts'
import type { Lease } from '../leases/index.ts'
import type { WorkDeps } from '../work-deps.ts'
import type { Outcome } from './outcome.ts'
import { scheduleRetry } from './schedule-retry.ts'

/** `step`: at which the operation waits until the namespace is gone. */
type Removal = { uid: string; step: Step }

/** A role that may not remove namespaces keeps this store waiting, and no other. */
export async function deleteNamespace(lease: Lease, { uid, step }: Removal, deps: WorkDeps): Promise<Outcome> {
  try {
    await deps.cluster.deleteNamespace({ name: lease.store.namespace, uid })
  } catch (error) {
    if (!(error instanceof ClusterError) || error.kind !== 'forbidden') throw error
    return scheduleRetry(lease, { what: text`Removing the namespace`, why: error.message }, deps)
  }
  const message = text`Waiting for the namespace to be removed`
  return { store: lease.store, patch: toWaiting({ step, message }) }
}
