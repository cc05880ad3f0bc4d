// Takes one orphan out of the cluster: its release, then its namespace, and only where both are nobody's but ours.

import { ExitError } from '../../../shared/errors.ts'
import { listReleases } from '../../../shared/kubernetes/helm-releases.ts'
import type { KubeObject } from '../../../shared/kubernetes/open-cluster.ts'
import type { Context } from '../../context.ts'
import { requireHelm } from '../require-helm.ts'
import type { Sides } from './with-cluster.ts'

export type Removal = Sides & { id: string; yes: boolean; context: Context }

const helmTimeoutMs = 120_000
const helmGraceMs = 10_000
const patienceMs = 120_000

/** Returns 0 once nothing of it is left, and 1 when the person who was asked said no. */
export async function removeOrphan(removal: Removal): Promise<number> {
  const { id, yes, context, cluster } = removal
  await refuseLive(removal)
  const namespace = await requireOurs(removal)
  const release = await releaseOf(removal)
  if (!yes && !(await isSure(removal, release))) return 1
  // Asking takes time, in which a restore may have brought the row back.
  await refuseLive(removal)
  if (release !== undefined) await uninstall(removal)
  const { name, uid = '' } = namespace.metadata
  const answer = await cluster.deleteNamespace({ name, uid })
  if (answer === 'changed') throw new ExitError(1, `the namespace ${name} is another one now; it was left alone`)
  await untilGone(removal, name)
  context.print(`${id} is gone from the cluster`)
  return 0
}

async function refuseLive({ id, database }: Removal): Promise<void> {
  const [row] = await database.query<{ status: string }>(
    `SELECT status FROM stores WHERE id = :id AND status <> 'DELETED'`,
    { id },
  )
  if (row)
    throw new ExitError(1, `"${id}" is a store (${row.status}) and no orphan; remove it with: storeplane delete ${id}`)
}

async function requireOurs({ id, cluster, installation }: Removal): Promise<KubeObject> {
  const name = `store-${id}`
  const found = await cluster.getNamespace(name)
  if (found === undefined)
    throw new ExitError(1, `there is no namespace ${name}; storeplane admin orphans lists what there is`)
  const labels = found.metadata.labels ?? {}
  if (labels['storeplane.dev/store'] === id && labels['storeplane.dev/installation'] === installation) return found
  throw new ExitError(1, `the namespace ${name} does not carry the labels of this installation; it is not touched`)
}

async function releaseOf({ id, cluster }: Removal): Promise<string | undefined> {
  return (await listReleases(cluster, [id])).releases.get(id)?.status
}

async function isSure({ id, context }: Removal, release: string | undefined): Promise<boolean> {
  const what = release === undefined ? 'no release' : `its release (${release})`
  const answer = await context.confirm(
    `Remove the namespace store-${id} with ${what}, all its volumes and the shop's data in them?`,
  )
  if (answer === undefined) throw new ExitError(2, 'not a terminal; pass --yes to confirm')
  if (!answer) context.note('Nothing was changed.')
  return answer
}

async function uninstall(removal: Removal): Promise<void> {
  const { id, context, kubeconfig } = removal
  const binary = requireHelm(context)
  const { openHelm } = await import('../../../shared/helm/open-helm.ts')
  const limits = { timeoutMs: helmTimeoutMs, graceMs: helmGraceMs }
  const helm = openHelm({ binary, env: context.environment, kubeconfig, ...limits })
  const { signal } = new AbortController()
  const result = await helm.uninstall({ release: id, namespace: `store-${id}`, signal })
  if (result.outcome === 'stopped') throw new ExitError(1, `Helm did not end within ${helmTimeoutMs / 1000} s`)
  if (result.outcome !== 'ok') throw new ExitError(1, `Helm could not uninstall ${id}: ${result.message}`)
  // Helm's own word is not enough.
  if (await releaseOf(removal)) throw new ExitError(1, `Helm reported success, but the release ${id} is still there`)
}

async function untilGone({ cluster, context: { clock } }: Removal, name: string): Promise<void> {
  const untilMs = clock.monotonicMs() + patienceMs
  while (await cluster.getNamespace(name)) {
    if (clock.monotonicMs() >= untilMs)
      throw new ExitError(
        1,
        `the namespace ${name} is being removed, but something holds it: kubectl describe namespace ${name}`,
      )
    await clock.sleep(500)
  }
}
