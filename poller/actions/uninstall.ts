// Takes a store's Helm release away, and looks whether it is gone: Helm's own word is not enough.

import { listReleases } from '../../shared/kubernetes/helm-releases.ts'
import type { Step, Store } from '../../shared/stores/index.ts'
import { type Lease, markProgress } from '../leases/index.ts'
import type { WorkDeps } from '../work-deps.ts'
import type { Outcome } from './act.ts'
import { afterHelm, anotherTry } from './after-helm.ts'

export async function uninstall(lease: Lease, store: Store, because: string, deps: WorkDeps): Promise<Outcome | null> {
  const step: Step = store.status === 'DELETING' ? 'uninstall' : 'release'
  const marked = await markProgress(deps.database, { store, change: { step, progressMessage: because } })
  if (marked === undefined || lease.signal.aborted) return null
  const result = await deps.helm.uninstall({ release: store.id, namespace: store.namespace, signal: lease.signal })
  if (result.outcome !== 'ok') return afterHelm('uninstall', result, marked, deps)
  const { releases } = await listReleases(deps.cluster, [store.id])
  if (releases.has(store.id))
    return anotherTry(
      'Helm uninstall',
      'it reported success, but the release is still there',
      result.output,
      marked,
      deps,
    )
  return { change: nextOf(store) }
}

function nextOf(store: Store): Outcome['change'] {
  if (store.status === 'DELETING')
    return { step: 'namespace_removal', progressMessage: 'Removing the namespace', attempts: 0, dueInMs: 0 }
  return { step: 'release', progressMessage: 'Installing anew', replaceRelease: false, cause: null, dueInMs: 0 }
}
