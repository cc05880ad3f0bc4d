// Removes a store's Helm release and checks that it is gone: Helm's own word is not enough.

import type { HelmResult } from '../../shared/helm/open-helm.ts'
import { listReleases } from '../../shared/kubernetes/helm-releases.ts'
import { oldReleaseGone } from '../../shared/operations/index.ts'
import { type SafeText, text } from '../../shared/safe-text.ts'
import type { BusyStore } from '../../shared/stores/index.ts'
import { type Patch, toWaiting } from '../../shared/stores/patches.ts'
import { type Lease, markProgress } from '../leases/index.ts'
import { definitionOf } from '../operations/index.ts'
import type { WorkDeps } from '../work-deps.ts'
import { handleHelmFailure } from './handle-helm-failure.ts'
import type { Outcome } from './outcome.ts'
import { isTriedOut, mayGoWithNamespace, removeWithNamespace } from './remove-with-namespace.ts'
import { scheduleRetry } from './schedule-retry.ts'

type Removal = { because: SafeText; namespaceUid: string }

export async function uninstall(
  lease: Lease,
  { because, namespaceUid }: Removal,
  deps: WorkDeps,
): Promise<Outcome | null> {
  const { kind } = lease.store.operation
  const store = await markProgress(deps.database, {
    store: lease.store,
    patch: toWaiting({ step: definitionOf(kind).helmStep, message: because }),
  })
  if (store === undefined || lease.signal.aborted) return null
  const { id, namespace } = store
  const result = await deps.helm.uninstall({ release: id, namespace, signal: lease.signal })
  const held = { ...lease, store }
  if (mayGoWithNamespace(store, result)) return removeWithNamespace(held, { namespaceUid, why: 'unreadable' }, deps)
  const outcome = await settle(lease, { store, result }, deps)
  if (!isTriedOut(store, outcome)) return outcome
  const last = await removeWithNamespace(held, { namespaceUid, why: 'tried_out' }, deps)
  return { ...last, events: [...(outcome?.events ?? []), ...(last.events ?? [])] }
}

type Uninstalled = { store: BusyStore; result: HelmResult }

async function settle(lease: Lease, { store, result }: Uninstalled, deps: WorkDeps): Promise<Outcome | null> {
  if (result.outcome !== 'ok') return handleHelmFailure(lease, { verb: 'uninstall', result, store }, deps)
  const { releases } = await listReleases(deps.cluster, [store.id])
  if (!releases.has(store.id)) return { store, patch: store.operation.kind === 'delete' ? removed : replaced }
  const why = 'it reported success, but the release is still there'
  return scheduleRetry({ ...lease, store }, { what: text`Helm uninstall`, why, output: result.output }, deps)
}

const removed: Patch = {
  operation: { step: 'namespace_removal', message: text`Removing the namespace`, attempts: 0 },
  requeueAfterMs: 0,
}
const replaced: Patch = {
  operation: { step: 'release', message: text`Installing again`, checkpoint: oldReleaseGone, pendingFault: null },
  requeueAfterMs: 0,
}
