// The scheduler: gives a pod its node, once its volumes are bound and no scenario says otherwise.
import type { Cluster } from '../../cluster.ts'
import { namespaceOf, timestamp, withCondition } from '../../objects/object.ts'
import type { Pod } from '../../objects/pod.ts'
import { recordEvent } from '../../operations/record-event.ts'
import { subjectOf } from '../subject.ts'

const retryMs = 500
const noVictims = 'preemption: 0/1 nodes are available: 1 No preemption victims found for incoming pod.'
const notHelpful = 'preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.'

export function schedule(cluster: Cluster, pod: Pod): number | undefined {
  const claims = claimsOf(cluster, pod)
  const obstacle = obstacleOf(cluster, pod, claims)
  if (obstacle) {
    const rule = cluster.scenario.find(subjectOf(cluster, pod), 'unschedulable')
    refuse(cluster, pod, obstacle)
    return rule?.retryMs ?? retryMs
  }
  if (claims.some(({ claim }) => claim?.status?.phase !== 'Bound')) return undefined
  const condition = { type: 'PodScheduled', status: 'True' } as const
  const conditions = withCondition(pod.status?.conditions, condition).map((one) =>
    one.type === 'PodScheduled' ? { ...condition, lastTransitionTime: one.lastTransitionTime ?? timestamp() } : one,
  )
  const status = { ...pod.status, phase: 'Pending' as const, conditions }
  cluster.objects.save('pods', { ...pod, spec: { ...pod.spec, nodeName: 'sandbox' }, status })
  const message = `Successfully assigned ${namespaceOf(pod)}/${pod.metadata.name} to sandbox`
  recordEvent(cluster, pod, { type: 'Normal', reason: 'Scheduled', message, component: 'default-scheduler' })
  return undefined
}

function claimsOf(cluster: Cluster, pod: Pod) {
  const names = (pod.spec.volumes ?? []).flatMap(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName ?? [])
  return names.map((name) => ({ name, claim: cluster.objects.get('persistentvolumeclaims', namespaceOf(pod), name) }))
}

function obstacleOf(cluster: Cluster, pod: Pod, claims: ReturnType<typeof claimsOf>): string | undefined {
  const rule = cluster.scenario.find(subjectOf(cluster, pod), 'unschedulable')
  if (rule) return rule.message ?? `0/1 nodes are available: 1 Insufficient memory. ${noVictims}`
  const missing = claims.find(({ claim }) => !claim || claim.metadata.deletionTimestamp)
  if (missing) return `0/1 nodes are available: persistentvolumeclaim "${missing.name}" not found. ${notHelpful}`
  const held = claims.some(
    ({ claim }) => claim && cluster.scenario.find(subjectOf(cluster, claim), 'volume_never_binds'),
  )
  return held ? `0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims. ${notHelpful}` : undefined
}

function refuse(cluster: Cluster, pod: Pod, message: string): void {
  const condition = { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message } as const
  const status = {
    ...pod.status,
    phase: 'Pending' as const,
    conditions: withCondition(pod.status?.conditions, condition),
  }
  cluster.objects.save('pods', { ...pod, status })
  recordEvent(cluster, pod, { type: 'Warning', reason: 'FailedScheduling', message, component: 'default-scheduler' })
}
