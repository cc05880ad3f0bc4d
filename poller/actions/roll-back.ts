// Rolls a release that an upgrade left unfinished back to its last deployed revision.
import { text } from '../../shared/safe-text.ts'
import { toWaiting } from '../../shared/stores/patches.ts'
import { type Lease, markProgress } from '../leases/index.ts'
import type { WorkDeps } from '../work-deps.ts'
import { handleHelmFailure } from './handle-helm-failure.ts'
import type { Outcome } from './outcome.ts'

export async function rollBack(lease: Lease, revision: number, deps: WorkDeps): Promise<Outcome | null> {
  const store = await markProgress(deps.database, {
    store: lease.store,
    patch: toWaiting({ step: 'release', message: text`Rolling back to revision ${revision}` }),
  })
  if (store === undefined || lease.signal.aborted) return null
  const { id, namespace } = store
  const result = await deps.helm.rollback({ release: id, namespace, revision, signal: lease.signal })
  if (result.outcome !== 'ok') return handleHelmFailure(lease, { verb: 'rollback', result, store }, deps)
  return { store, patch: toWaiting({ step: 'volumes', message: text`Waiting for its pods`, pendingFault: null }) }
}
