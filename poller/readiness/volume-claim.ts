// One PersistentVolumeClaim: bound, pending (perhaps only until its pod is scheduled), or lost.
import type { KubeObject } from '../../shared/kubernetes/open-cluster.ts'
import { latestEventMessage } from './events.ts'
import type { Fault, Finding } from './fault.ts'
import type { Scene } from './scene.ts'

type Claim = KubeObject & { status?: { phase?: string } }

export function lookAtVolumeClaim(claim: KubeObject, { events, suspicion, limits }: Scene): Finding {
  const { name } = claim.metadata
  const { phase = 'Pending' } = (claim as Claim).status ?? {}
  if (phase === 'Bound') return { lacks: [], faults: [] }
  const key = `volume:${name}`
  // Pending is usual for some seconds; the events are worth a look only when it was so the last time too.
  const lack = { step: 'volumes' as const, message: `Volume ${name} is ${phase}`, wantsEvents: suspicion?.key === key }
  if (phase === 'Lost') {
    const reason = `Pods not ready: volume ${name} is lost: the storage behind it is gone`
    return { lacks: [lack], faults: [{ ...volumeFault(key, reason), code: 'volume_lost', holdsMs: 0 }] }
  }
  const told = latestEventMessage({
    events,
    kind: 'PersistentVolumeClaim',
    object: claim,
    reasons: ['ProvisioningFailed', 'FailedBinding'],
  })
  const intro = `Pods not ready: volume ${name} is not bound`
  // The events of an earlier look stand in the suspicion; those of this one may not have been asked for.
  const remembered = suspicion?.key === key ? suspicion.message : intro
  const reason = told ? `${intro}: ${told}` : remembered
  return {
    lacks: [lack],
    faults: [
      { ...volumeFault(key, reason), code: 'volume_not_bound', holdsMs: limits.volumeMs, isUsual: reason === intro },
    ],
  }
}

function volumeFault(key: string, reason: string): Omit<Fault, 'code' | 'holdsMs'> {
  return { kind: 'volume', key, step: 'volumes', reason, pod: null, container: null }
}
