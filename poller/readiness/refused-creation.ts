// Pods that do not exist because the cluster refuses to make them; pod checks see nothing of that.
import { cutText } from '../../shared/cut-text.ts'
import { isPolicyRefusal } from '../../shared/kubernetes/cluster-error.ts'
import { type Fault, type FaultCode, podsNotReady } from './fault.ts'
import { stepOf } from './readiness-input.ts'

type Refusal = { workload: string; component: string; message: string; toleranceMs: number }

/** Null where the cluster says nothing, and while the namespace is being removed. */
export function refusedCreation({ workload, component, message, toleranceMs }: Refusal): Fault | null {
  if (message === '' || /being terminated/i.test(message)) return null
  const refused = causeOf(message)
  return {
    kind: 'create',
    key: `create:${component}`,
    step: stepOf(component),
    code: refused?.code ?? 'pods_not_ready',
    reason: podsNotReady(refused?.cause ?? `pods cannot be made: ${quoteOf(message)}`, component),
    details: `the cluster refuses to make pods for ${workload}: ${message}`,
    // Anything else, such as a webhook that does not answer, mostly passes by itself.
    toleranceMs: refused === null ? Number.POSITIVE_INFINITY : toleranceMs,
    pod: null,
    container: null,
  }
}

function causeOf(message: string): { code: FaultCode; cause: string } | null {
  if (isPolicyRefusal(message)) return { code: 'forbidden', cause: refuserOf(message) }
  if (/failed calling webhook/i.test(message)) return null
  if (/exceeded quota|failed quota/i.test(message))
    return { code: 'cluster_quota_exceeded', cause: 'a quota of the namespace leaves no room for the pod' }
  return /forbidden/i.test(message) ? { code: 'forbidden', cause: refuserOf(message) } : null
}

const maxQuoteCharacters = 300

/** Without the controller's words before it, which hold the pod's name. */
function quoteOf(message: string): string {
  const bare =
    /failed calling webhook.*/is.exec(message)?.[0] ?? message.replace(/^.*?(?:failed error|Error creating): /s, '')
  return cutText(bare.replace(/\s+/g, ' ').trim(), maxQuoteCharacters)
}

function refuserOf(message: string): string {
  const policy = /violates (PodSecurity "[^"]+")/.exec(message)?.[1]
  if (policy !== undefined) return `the policy ${policy} refuses the pod`
  const webhook = /admission webhook "([^"]+)" denied/.exec(message)?.[1]
  const bound = /ValidatingAdmissionPolicy '([^']+)'/.exec(message)?.[1]
  if (bound !== undefined) return `the policy "${bound}" refuses the pod`
  return webhook === undefined ? 'the cluster refuses the pod' : `the admission webhook "${webhook}" refuses the pod`
}
