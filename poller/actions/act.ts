// Does one short step for a store and says what is then to be written; null when the lease's signal aborted.
import type { Redact, SafeText } from '../../shared/safe-text.ts'
import { toWaiting } from '../../shared/stores/patches.ts'
import type { Lease } from '../leases/index.ts'
import { type Action, definitionOf, type Wait } from '../operations/index.ts'
import type { PendingFault } from '../readiness/pending-fault.ts'
import type { WorkDeps } from '../work-deps.ts'
import { adopt } from './adopt.ts'
import { deleteNamespace } from './delete-namespace.ts'
import { install } from './install.ts'
import { failed, type Outcome } from './outcome.ts'
import { rollBack } from './roll-back.ts'
import { uninstall } from './uninstall.ts'

/** Rejects with a ClusterError when the cluster went away. */
export async function act(lease: Lease, action: Action, deps: WorkDeps): Promise<Outcome | null> {
  const { store } = lease
  switch (action.do) {
    case 'wait':
      return waiting(lease, action)
    case 'succeed':
      return { store, patch: definitionOf(store.operation.kind).onSuccess(store, action) }
    case 'fail':
      return failed(lease, action)
    case 'install':
      return install(lease, deps)
    case 'adopt':
      return adopt(lease, deps)
    case 'uninstall':
      return uninstall(lease, action, deps)
    case 'rollback':
      return rollBack(lease, action.revision, deps)
    case 'delete_namespace':
      return deleteNamespace(lease, { uid: action.uid, step: 'namespace_removal' }, deps)
    default:
      throw new Error(`no action ${JSON.stringify(action satisfies never)}`)
  }
}

function waiting({ store, redact }: Lease, { step, message, pendingFault, requeueAfterMs }: Wait): Outcome {
  return {
    store,
    patch: toWaiting({
      step,
      message: redact(message),
      ...(pendingFault === undefined ? {} : { pendingFault: serialize(pendingFault, redact) }),
      ...(requeueAfterMs === undefined ? {} : { requeueAfterMs }),
    }),
  }
}

/** Redacted before it is JSON: an escape sequence would hide a credential from the redactor. */
function serialize(fault: PendingFault | null, redact: Redact): SafeText | null {
  if (fault === null) return null
  const clean = Object.entries(fault).map(([field, value]) => [
    field,
    typeof value === 'string' ? redact(value) : value,
  ])
  return redact(JSON.stringify(Object.fromEntries(clean)))
}
