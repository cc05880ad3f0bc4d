// Removes a release that Helm cannot: its namespace is ours, and all that is in it goes with it.
import type { HelmResult } from '../../shared/helm/open-helm.ts'
import type { BusyStore } from '../../shared/stores/index.ts'
import type { Lease } from '../leases/index.ts'
import type { WorkDeps } from '../work-deps.ts'
import { deleteNamespace } from './delete-namespace.ts'
import type { Outcome } from './outcome.ts'

/** Where a store was READY once its volumes hold a shop's data, and only a deletion may take them. */
export function mayGoWithNamespace({ operation, readyAt }: BusyStore, result: HelmResult): boolean {
  const isUnreadable = 'message' in result && unreadable.test(result.message)
  return isUnreadable && (operation.kind === 'delete' || readyAt === null)
}

/** What Helm 3.10 to 4 say of a record that they cannot decode, of one without its parts, and of one of another name. */
const unreadable = /^no release provided|^panic: runtime error|failed to purge the release: release: not found/i

/** Why Helm cannot uninstall it Helm keeps to itself, and Kubernetes says it again where it holds the namespace, too. */
const enoughAttempts = 3

/** A deletion's attempt, counted in `outcome`, was the last that Helm has. */
export function isTriedOut({ operation }: BusyStore, outcome: Outcome | null): boolean {
  return operation.kind === 'delete' && (outcome?.patch.operation?.attempts ?? 0) >= enoughAttempts
}

type Removal = { namespaceUid: string; why: 'unreadable' | 'tried_out' }

export async function removeWithNamespace(
  lease: Lease,
  { namespaceUid, why }: Removal,
  deps: WorkDeps,
): Promise<Outcome> {
  const { id, namespace, operation } = lease.store
  const step = operation.kind === 'delete' ? 'namespace_removal' : 'namespace'
  const outcome = await deleteNamespace(lease, { uid: namespaceUid, step }, deps)
  const isRefused = outcome.events !== undefined
  if (isRefused) return outcome
  const message = `${reasons[why](id, namespace)}; the namespace is this installation's own, and is removed with all that is in it`
  return { ...outcome, events: [{ kind: 'note', message: lease.redact(message) }] }
}

const reasons = {
  unreadable: (id: string, namespace: string) =>
    `Helm cannot read its record of the release, Secret sh.helm.release.v1.${id}.v… in ${namespace}`,
  tried_out: () => `Helm could not uninstall the release in ${enoughAttempts} attempts`,
}
