// Takes a release that an upgrade left half done back to its last deployed revision.
import type { Store } from '../../shared/stores/index.ts'
import { type Lease, markProgress } from '../leases/index.ts'
import type { WorkDeps } from '../work-deps.ts'
import type { Outcome } from './act.ts'
import { afterHelm } from './after-helm.ts'

export async function rollBack(lease: Lease, store: Store, revision: number, deps: WorkDeps): Promise<Outcome | null> {
  const marked = await markProgress(deps.database, {
    store,
    change: { step: 'release', progressMessage: `Rolling back to revision ${revision}` },
  })
  if (marked === undefined || lease.signal.aborted) return null
  const result = await deps.helm.rollback({
    release: store.id,
    namespace: store.namespace,
    revision,
    signal: lease.signal,
  })
  if (result.outcome !== 'ok') return afterHelm('rollback', result, marked, deps)
  return { change: { step: 'volumes', progressMessage: 'Waiting for its pods', cause: null } }
}
