// ResourceQuota: what a namespace uses, and the refusal of a pod that would exceed it.
import type { Cluster } from '../cluster.ts'
import type { Quota } from '../objects/configuration.ts'
import { type Fields, isFields, type KubeObject, type Labels } from '../objects/object.ts'
import type { Pod } from '../objects/pod.ts'
import { resourceOf } from '../objects/resources.ts'
import { forbidden } from '../status.ts'
import { quantity } from '../validation/pod-spec.ts'

export function admitWithinQuota(cluster: Cluster, namespace: string, pod: KubeObject): void {
  for (const quota of cluster.objects.list('resourcequotas', namespace)) {
    const used = usedIn(cluster, namespace, quota)
    const exceeded = Object.entries(quota.spec?.hard ?? {}).find(
      ([name, hard]) =>
        amountOf(pod as Pod, name) > 0 && quantity(used[name] ?? '0') + amountOf(pod as Pod, name) > quantity(hard),
    )
    if (!exceeded) continue
    const [name, hard] = exceeded
    const asked = `requested: ${name}=${written(amountOf(pod as Pod, name), hard)}`
    throw forbidden(
      resourceOf('pods'),
      pod.metadata.name,
      `exceeded quota: ${quota.metadata.name}, ${asked}, used: ${name}=${used[name] ?? '0'}, limited: ${name}=${hard}`,
    )
  }
}

/** What the live pods of a namespace use of each thing the quota limits. */
export function usedIn(cluster: Cluster, namespace: string, quota: Quota): Labels {
  const pods = cluster.objects.list('pods', namespace).filter(isLive)
  const hard = Object.entries(quota.spec?.hard ?? {})
  return Object.fromEntries(
    hard.map(([name, limit]) => {
      const counted = countOf(cluster, namespace, name) ?? pods.reduce((sum, pod) => sum + amountOf(pod, name), 0)
      return [name, written(counted, limit)]
    }),
  )
}

const isLive = (pod: Pod): boolean => pod.status?.phase !== 'Succeeded' && pod.status?.phase !== 'Failed'

function countOf(cluster: Cluster, namespace: string, name: string): number | undefined {
  const counted = ['services', 'secrets', 'configmaps', 'persistentvolumeclaims']
  const key = name.replace(/^count\//, '')
  return counted.includes(key) ? cluster.objects.list(key, namespace).length : undefined
}

function amountOf(pod: Pod, name: string): number {
  if (name === 'pods' || name === 'count/pods') return 1
  const [side, resource] = name.startsWith('limits.')
    ? ['limits', name.slice(7)]
    : ['requests', name.replace(/^requests\./, '')]
  return pod.spec.containers.reduce((sum, container) => {
    const resources = (container as unknown as Fields)['resources']
    const amounts = isFields(resources) && isFields(resources[side]) ? resources[side] : {}
    return sum + quantity(String(amounts[resource] ?? '0'))
  }, 0)
}

/** In the unit the limit is written in, as far as it comes out whole. */
function written(amount: number, limit: string): string {
  const unit = /[A-Za-z]+$/.exec(limit)?.[0] ?? ''
  const scaled = amount / quantity(`1${unit}`)
  return Number.isInteger(scaled) ? `${scaled}${unit && scaled ? unit : ''}` : `${Math.round(amount * 1000)}m`
}
