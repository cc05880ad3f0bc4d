// One PersistentVolumeClaim: bound, pending (perhaps only until its pod is scheduled), or lost.
import type { KubeObject } from '../../shared/kubernetes/open-cluster.ts'
import { latestEventMessage } from './events.ts'
import { type Fault, type Finding, podsNotReady } from './fault.ts'
import type { ReadinessInput } from './readiness-input.ts'

type Claim = KubeObject & { spec?: { storageClassName?: string }; status?: { phase?: string } }

export function checkVolumeClaim(object: KubeObject, input: ReadinessInput): Finding {
  const claim = object as Claim
  const { name } = claim.metadata
  const { phase = 'Pending' } = claim.status ?? {}
  if (phase === 'Bound') return { unmet: [], faults: [] }
  const fault = phase === 'Lost' ? lost(name) : pending(claim, input)
  // Pending is usual for some seconds; the events are worth a look only when it was so the last time too.
  const wantsEvents = input.pendingFault?.key === fault.key
  const unmet = { step: 'volumes' as const, message: `Volume ${name} is ${phase}`, wantsEvents, isStarting: false }
  return { unmet: [unmet], faults: [fault] }
}

function lost(name: string): Fault {
  const reason = podsNotReady('the storage behind a volume is gone', `volume ${name}`)
  return { ...volumeFault(name), reason, details: `volume claim ${name} is Lost`, code: 'volume_lost', toleranceMs: 0 }
}

function pending(claim: Claim, { events, pendingFault, limits }: ReadinessInput): Fault {
  const { name } = claim.metadata
  const fault = volumeFault(name)
  const reasons = ['ProvisioningFailed', 'FailedBinding']
  const told = latestEventMessage({ events, kind: 'PersistentVolumeClaim', object: claim, reasons })
  const untold = {
    reason: podsNotReady('a volume is not bound', `volume ${name}`),
    details: `volume claim ${name} is Pending`,
  }
  // The events of an earlier look are in the pending fault; those of this one may not have been asked for.
  const before = pendingFault?.key === fault.key ? pendingFault : untold
  const { reason, details } = told === '' ? before : provisioning(claim, told)
  const isExpected = details === untold.details
  return { ...fault, reason, details, code: 'volume_not_bound', toleranceMs: limits.volumeMs, isExpected }
}

function provisioning({ metadata: { name }, spec }: Claim, told: string): Pick<Fault, 'reason' | 'details'> {
  return {
    reason: podsNotReady(provisioningCause(told, spec?.storageClassName), `volume ${name}`),
    details: `volume claim ${name} is not bound: ${told}`,
  }
}

function provisioningCause(told: string, storageClass: string | undefined): string {
  const missing = /storageclass\S* "([^"]+)" not found/i.exec(told)?.[1]
  if (missing !== undefined) return `the storage class "${missing}" does not exist`
  if (/no storage class is set/i.test(told)) return 'no storage class is set, and no volume is free'
  return storageClass ? `the storage class "${storageClass}" provides no volume` : 'no volume is provided'
}

function volumeFault(name: string) {
  return { kind: 'volume' as const, key: `volume:${name}`, step: 'volumes' as const, pod: null, container: null }
}
