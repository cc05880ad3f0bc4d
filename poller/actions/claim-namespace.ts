// Makes a store's namespace, or finds that it exists and is ours; one that is not is never touched.

import { namespaceNotCreated } from '../../shared/failure-codes.ts'
import { ClusterError } from '../../shared/kubernetes/cluster-error.ts'
import { text } from '../../shared/safe-text.ts'
import type { Store } from '../../shared/stores/index.ts'
import type { Lease } from '../leases/index.ts'
import type { WorkDeps } from '../work-deps.ts'
import { failed, type Outcome } from './outcome.ts'

/** `null` when Helm may install into it. */
export async function claimNamespace(lease: Lease, deps: WorkDeps): Promise<Outcome | null> {
  const { store } = lease
  const { cluster, installation } = deps
  const made = await make(lease, deps)
  if (made !== 'exists') return made === 'created' ? null : made
  const found = await cluster.getNamespace(store.namespace)
  if (found === undefined || found.metadata.deletionTimestamp !== undefined)
    return { store, patch: { operation: { message: text`Waiting for the namespace to be removed` } } }
  const labels = found.metadata.labels ?? {}
  const isOurs = labels['storeplane.dev/store'] === store.id && labels['storeplane.dev/installation'] === installation
  return isOurs ? null : conflict(lease, labels['storeplane.dev/installation'])
}

/**
 * A role that may not make namespaces, a policy, or a label that the cluster does not take fails this store with the reason; it
 * would fail all the others as well.
 */
async function make(
  lease: Lease,
  { cluster, installation, config: { namespaceLabels, namespaceAnnotations } }: WorkDeps,
): Promise<'created' | 'exists' | Outcome> {
  const labels = labelsOf(lease.store, installation, namespaceLabels)
  try {
    return await cluster.createNamespace({ name: lease.store.namespace, labels, annotations: namespaceAnnotations })
  } catch (error) {
    if (!(error instanceof ClusterError) || !(error.kind === 'forbidden' || error.status === 422)) throw error
    return failed(lease, { step: 'namespace', code: 'forbidden', reason: `${namespaceNotCreated}: ${error.message}` })
  }
}

/** Pod Security is enforced by the cluster from these labels on. `wanted` may name another level, and takes nothing else of ours. */
export function labelsOf(
  store: Pick<Store, 'id' | 'engine'>,
  installation: string,
  wanted: Readonly<Record<string, string>> = {},
): Record<string, string> {
  return {
    'pod-security.kubernetes.io/enforce': 'restricted',
    'pod-security.kubernetes.io/warn': 'restricted',
    ...wanted,
    'app.kubernetes.io/managed-by': 'storeplane',
    'app.kubernetes.io/part-of': 'storeplane',
    'storeplane.dev/store': store.id,
    'storeplane.dev/installation': installation,
    'storeplane.dev/engine': store.engine,
  }
}

function conflict(lease: Lease, installation: string | undefined): Outcome {
  const holder = installation === undefined ? 'somebody else' : `the installation ${installation}`
  return failed(lease, {
    step: 'namespace',
    code: 'namespace_conflict',
    reason: `the namespace ${lease.store.namespace} exists already and belongs to ${holder}; nothing in it was touched`,
  })
}
