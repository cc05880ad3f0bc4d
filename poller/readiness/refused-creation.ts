// Pods that do not exist because the cluster refuses to make them; pod checks see nothing of that.
import type { FailureCode, Fault } from './fault.ts'
import { stepOf } from './scene.ts'

type Refusal = { workload: string; component: string; message: string; holdsMs: number }

/** Null for refusals that pass by themselves, such as a webhook that does not answer. */
export function refusedCreation({ workload, component, message, holdsMs }: Refusal): Fault | null {
  const code = codeOf(message)
  if (code === null) return null
  return {
    kind: 'create',
    key: `create:${component}`,
    step: stepOf(component),
    code,
    reason: `Pods not ready: the cluster refuses to make pods for ${workload}: ${message}`,
    holdsMs,
    pod: null,
    container: null,
  }
}

function codeOf(message: string): FailureCode | null {
  if (/failed calling webhook|being terminated/i.test(message)) return null
  if (/exceeded quota|failed quota/i.test(message)) return 'cluster_quota_exceeded'
  return /forbidden|denied the request/i.test(message) ? 'forbidden' : null
}
