// A pod that no node takes, and what of it the scheduler says.
import type { KubeObject } from '../../shared/kubernetes/open-cluster.ts'
import { type Fault, podsNotReady } from './fault.ts'
import { type ReadinessInput, stepOf } from './readiness-input.ts'

type Condition = { type: string; status: string; reason?: string; message?: string }
type Scheduled = { pod: KubeObject; conditions: Condition[]; component: string; input: ReadinessInput }

export function unschedulableFault({ pod, conditions, component, input }: Scheduled): Fault | null {
  const condition = conditions.find(({ type }) => type === 'PodScheduled')
  if (condition?.status !== 'False' || condition.reason !== 'Unschedulable') return null
  const message = condition.message ?? 'no message'
  const volumeCause = volumeCauseOf(message)
  return {
    kind: 'unschedulable',
    key: `unschedulable:${component}`,
    step: volumeCause === null ? stepOf(component) : 'volumes',
    code: volumeCause === null ? 'unschedulable' : 'volume_not_bound',
    reason: podsNotReady(volumeCause ?? nodeCauseOf(message), component),
    details: `pod ${pod.metadata.name} cannot be scheduled: ${message}`,
    toleranceMs: input.limits.unschedulableMs,
    pod: pod.metadata.name,
    container: null,
  }
}

function volumeCauseOf(message: string): string | null {
  const claim = /persistentvolumeclaim "([^"]+)" .*not found/i.exec(message)?.[1]
  if (claim !== undefined) return `the volume claim "${claim}" does not exist`
  return /unbound immediate PersistentVolumeClaims/i.test(message) ? 'a volume of the pod is not bound' : null
}

/** Without the counts of nodes, which change while nodes come and go. */
function nodeCauseOf(message: string): string {
  const short = [...message.matchAll(/Insufficient ([\w./-]*\w)/g)].map(([, resource = '']) => resource)
  if (short.length > 0) return `no node has enough ${[...new Set(short)].sort().join(' and ')} for the pod`
  if (/Too many pods/i.test(message)) return 'no node has room for one more pod'
  return /taint|affinity|selector/i.test(message) ? 'no node is allowed to run the pod' : 'no node takes the pod'
}
