// Installs a store: its namespace with our labels, then its Helm release.
import { valuesOf } from '../../shared/helm/store-values.ts'
import { oldReleaseGone } from '../../shared/operations/index.ts'
import { text } from '../../shared/safe-text.ts'
import { toWaiting } from '../../shared/stores/patches.ts'
import { type Lease, markProgress } from '../leases/index.ts'
import type { WorkDeps } from '../work-deps.ts'
import { claimNamespace } from './claim-namespace.ts'
import { fixIdentity } from './fix-identity.ts'
import { handleHelmFailure } from './handle-helm-failure.ts'
import { failed, type Outcome } from './outcome.ts'

export async function install(lease: Lease, deps: WorkDeps): Promise<Outcome | null> {
  const fixed = await fixIdentity(lease, deps)
  if (fixed === null || 'patch' in fixed) return fixed
  const prepared = { ...lease, store: fixed.store }
  const blocked = await claimNamespace(prepared, deps)
  if (blocked !== null) return blocked
  const release = await deps.releases.forStore(fixed.store)
  if ('problem' in release) return failed(prepared, { step: 'release', code: 'chart_invalid', reason: release.problem })
  const { name: appliedRelease, ...chart } = release
  const store = await markProgress(deps.database, {
    store: fixed.store,
    patch: {
      store: { appliedRelease },
      operation: { step: 'release', message: text`Helm is installing`, checkpoint: oldReleaseGone },
    },
  })
  if (store === undefined || lease.signal.aborted) return null
  const { id, namespace } = store
  const values = valuesOf(store, fixed.key, deps)
  const result = await deps.helm.install({ release: id, namespace, values, ...chart, signal: lease.signal })
  if (result.outcome !== 'ok') return handleHelmFailure(lease, { verb: 'install', result, store }, deps)
  return { store, patch: toWaiting({ step: 'volumes', message: text`Waiting for its pods`, pendingFault: null }) }
}
