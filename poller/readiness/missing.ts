// Parts that a store must have and that are not there at all: right after the install, or because somebody removed them.
import type { Part } from '../../shared/engines/index.ts'
import type { WorkloadObjects } from '../../shared/kubernetes/workloads.ts'
import type { UnmetCondition } from './fault.ts'
import { componentOf, isTerminating, stepOf } from './readiness-input.ts'

type Expected = {
  parts: readonly Part[]
  /** They were there once: what is missing is gone. */
  wereThere: boolean
}

export function missingParts(workloads: WorkloadObjects, { parts, wereThere }: Expected): UnmetCondition[] {
  return parts
    .filter((part) => candidates(workloads, part).every(isTerminating))
    .map((part) => {
      const isDeleting = candidates(workloads, part).length > 0
      return {
        step: stepOf(part),
        message: wereThere ? goneMessage(part, isDeleting) : awaitedMessage(part, isDeleting),
        wantsEvents: false,
        isStarting: false,
      }
    })
}

function candidates({ deployments, statefulsets, jobs, ingresses }: WorkloadObjects, part: Part) {
  if (part === 'ingress') return ingresses
  const all = part === 'setup' ? jobs : [...deployments, ...statefulsets]
  return all.filter((workload) => componentOf(workload) === part)
}

function goneMessage(part: Part, isDeleting: boolean): string {
  return `${nameOf(part)} is ${isDeleting ? 'being deleted' : 'gone'}`
}

function awaitedMessage(part: Part, isDeleting: boolean): string {
  return `Waiting: ${nameOf(part).replace(/^The/, 'the')} is ${isDeleting ? 'being deleted' : 'not there yet'}`
}

function nameOf(part: Part): string {
  if (part === 'ingress') return 'The Ingress'
  return `The ${part} ${part === 'setup' ? 'Job' : 'workload'}`
}
