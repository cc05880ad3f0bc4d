// Pods that do not exist because the cluster refuses to make them; pod checks see nothing of that.
import { isPolicyRefusal } from '../../shared/kubernetes/cluster-error.ts'
import { type Fault, type FaultCode, podsNotReady } from './fault.ts'
import { stepOf } from './readiness-input.ts'

type Refusal = { workload: string; component: string; message: string; toleranceMs: number }

/** Null for refusals that pass by themselves, such as a webhook that does not answer. */
export function refusedCreation({ workload, component, message, toleranceMs }: Refusal): Fault | null {
  const refused = causeOf(message)
  if (refused === null) return null
  return {
    kind: 'create',
    key: `create:${component}`,
    step: stepOf(component),
    code: refused.code,
    reason: podsNotReady(refused.cause, component),
    details: `the cluster refuses to make pods for ${workload}: ${message}`,
    toleranceMs,
    pod: null,
    container: null,
  }
}

function causeOf(message: string): { code: FaultCode; cause: string } | null {
  if (isPolicyRefusal(message)) return { code: 'forbidden', cause: refuserOf(message) }
  if (/failed calling webhook|being terminated/i.test(message)) return null
  if (/exceeded quota|failed quota/i.test(message))
    return { code: 'cluster_quota_exceeded', cause: 'a quota of the namespace leaves no room for the pod' }
  return /forbidden|denied the request/i.test(message) ? { code: 'forbidden', cause: refuserOf(message) } : null
}

function refuserOf(message: string): string {
  const policy = /violates (PodSecurity "[^"]+")/.exec(message)?.[1]
  if (policy !== undefined) return `the policy ${policy} refuses the pod`
  const webhook = /admission webhook "([^"]+)" denied/.exec(message)?.[1]
  const bound = /ValidatingAdmissionPolicy '([^']+)'/.exec(message)?.[1]
  if (bound !== undefined) return `the policy "${bound}" refuses the pod`
  return webhook === undefined ? 'the cluster refuses the pod' : `the admission webhook "${webhook}" refuses the pod`
}
