// Part of `--check`: may this caller do all that poller and Helm will ask for?
import type { Cluster } from '../../shared/kubernetes/open-cluster.ts'
import { nameOf, type Permission, permissions } from '../../shared/kubernetes/permissions.ts'

export type PermissionsFound = { found: string; code: 0 | 1 }

/** Asks the API server for each permission by a SelfSubjectAccessReview, in all namespaces. Rejects with ClusterError. */
export async function checkPermissions(cluster: Pick<Cluster, 'allowed'>): Promise<PermissionsFound> {
  const missing = await missingPermissions(cluster)
  if (missing.length === 0) return { found: `${permissions.length} asked for, all granted`, code: 0 }
  return {
    found: `missing: ${missing.map(nameOf).join(', ')}; give them to this user by the ClusterRole of helm/platform, of which docs/permissions.md says what each is for`,
    code: 1,
  }
}

async function missingPermissions(cluster: Pick<Cluster, 'allowed'>): Promise<Permission[]> {
  const answers = await Promise.all(permissions.map(({ reason: _, ...access }) => cluster.allowed(access)))
  return permissions.filter((_, index) => !answers[index])
}
