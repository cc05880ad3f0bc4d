// Parts that a store must have and that are not there at all: right after the install, or because somebody removed them.
import type { Part } from '../../shared/engines/index.ts'
import type { WorkloadObjects } from '../../shared/kubernetes/workloads.ts'
import type { UnmetCondition } from './fault.ts'
import { componentOf, isTerminating, stepOf } from './readiness-input.ts'

export function missingParts(workloads: WorkloadObjects, expected: readonly Part[]): UnmetCondition[] {
  return expected
    .filter((part) => candidates(workloads, part).every(isTerminating))
    .map((part) => ({
      step: stepOf(part),
      message: messageOf(workloads, part),
      wantsEvents: false,
      isStarting: false,
    }))
}

function candidates({ deployments, statefulsets, jobs, ingresses }: WorkloadObjects, part: Part) {
  if (part === 'ingress') return ingresses
  const all = part === 'setup' ? jobs : [...deployments, ...statefulsets]
  return all.filter((workload) => componentOf(workload) === part)
}

function messageOf(workloads: WorkloadObjects, part: Part): string {
  const thing = part === 'ingress' ? 'the Ingress' : `the ${part} ${part === 'setup' ? 'Job' : 'workload'}`
  return candidates(workloads, part).length > 0
    ? `Waiting: ${thing} is being deleted`
    : `Waiting: ${thing} is not there yet`
}
