// ResourceQuotas say what is used of them.
import type { Cluster } from '../cluster.ts'
import { usedIn } from '../operations/quota.ts'

export function reconcileQuota(cluster: Cluster, namespace: string, name: string): undefined {
  const quota = cluster.objects.get('resourcequotas', namespace, name)
  if (!quota || quota.metadata.deletionTimestamp) return
  const status = { hard: quota.spec?.hard ?? {}, used: usedIn(cluster, namespace, quota) }
  cluster.objects.save('resourcequotas', { ...quota, status })
}
