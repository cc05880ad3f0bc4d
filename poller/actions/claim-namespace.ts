// Makes a store's namespace, or finds that it is there and ours; one that is not is never touched.

import { ClusterError } from '../../shared/kubernetes/cluster-error.ts'
import type { Store } from '../../shared/stores/index.ts'
import type { WorkDeps } from '../work-deps.ts'
import { failed, type Outcome, redactor } from './act.ts'

/** `null` when Helm may install into it. */
export async function claimNamespace(store: Store, deps: WorkDeps): Promise<Outcome | null> {
  const { cluster, installation } = deps
  const labels = labelsOf(store, installation)
  const made = await make(store, labels, deps)
  if (made !== 'exists') return made === 'created' ? null : made
  const found = await cluster.getNamespace(store.namespace)
  if (found === undefined || found.metadata.deletionTimestamp !== undefined)
    return { change: { progressMessage: 'Waiting for the namespace to be removed' } }
  const theirs = found.metadata.labels ?? {}
  const ours = theirs['storeplane.dev/store'] === store.id && theirs['storeplane.dev/installation'] === installation
  return ours ? null : conflict(store, theirs['storeplane.dev/installation'], deps)
}

/** A role that may not make namespaces fails this store with the reason; it would fail all the others as well. */
async function make(
  store: Store,
  labels: Record<string, string>,
  deps: WorkDeps,
): Promise<'created' | 'exists' | Outcome> {
  try {
    return await deps.cluster.createNamespace({ name: store.namespace, labels })
  } catch (error) {
    if (!(error instanceof ClusterError) || error.kind !== 'forbidden') throw error
    return failed({ step: 'namespace', code: 'forbidden', reason: error.message }, redactor(store, deps))
  }
}

/** Pod Security is enforced by the cluster from these labels on. */
export function labelsOf(store: Pick<Store, 'id' | 'engine'>, installation: string): Record<string, string> {
  return {
    'app.kubernetes.io/managed-by': 'storeplane',
    'app.kubernetes.io/part-of': 'storeplane',
    'storeplane.dev/store': store.id,
    'storeplane.dev/installation': installation,
    'storeplane.dev/engine': store.engine,
    'pod-security.kubernetes.io/enforce': 'restricted',
    'pod-security.kubernetes.io/warn': 'restricted',
  }
}

function conflict(store: Store, installation: string | undefined, deps: WorkDeps): Outcome {
  const whose = installation === undefined ? 'somebody else' : `the installation ${installation}`
  return failed(
    {
      step: 'namespace',
      code: 'namespace_conflict',
      reason: `the namespace ${store.namespace} exists already and belongs to ${whose}; nothing in it was touched`,
    },
    redactor(store, deps),
  )
}
