// The pod and container that say most about a failure: those that the verdict names, else the first that are not well.
import type { Step } from '../../shared/operations/index.ts'
import type { Verdict } from '../readiness/evaluate-readiness.ts'
import type { ContainerStatus } from '../readiness/observed-container.ts'
import { type Pod, statusesOf } from '../readiness/pod.ts'
import { componentOf, isPodOfOtherJob, isTerminating, stepOf } from '../readiness/readiness-input.ts'

export type Target = { pod: Pod; container: ContainerStatus | null }

export function pickTarget(pods: Pod[], verdict: Verdict | null, step: Step): Target | null {
  const named = verdict?.kind === 'failed' ? verdict : { pod: null, container: null }
  const pod = pods.find(({ metadata }) => metadata.name === named.pod) ?? worstPod(pods, step)
  if (pod === undefined) return null
  const container = statusesOf(pod).find(({ name }) => name === named.container) ?? worstContainer(pod)
  return { pod, container: container ?? null }
}

/** A URL that does not answer is the web's trouble, whether or not its pod counts as ready. */
function worstPod(all: Pod[], step: Step): Pod | undefined {
  const pods = all.filter((pod) => !isPodOfOtherJob(pod))
  const wanted = step === 'url' ? 'web' : step
  const ofStep = pods.filter((pod) => stepOf(componentOf(pod)) === wanted)
  const live = (ofStep.length > 0 ? ofStep : pods).filter((pod) => !isTerminating(pod))
  return live.find((pod) => !isWell(pod)) ?? (step === 'volumes' ? undefined : live[0])
}

function isWell(pod: Pod): boolean {
  return pod.status?.phase === 'Succeeded' || (statusesOf(pod).length > 0 && statusesOf(pod).every(isFine))
}

/** The containers of a pod start one after another, so the first that is not fine holds up the others. */
function worstContainer(pod: Pod): ContainerStatus | undefined {
  return statusesOf(pod).find((status) => !isFine(status)) ?? pod.status?.containerStatuses?.[0]
}

function isFine({ ready, state }: ContainerStatus): boolean {
  return ready === true || state?.terminated?.exitCode === 0
}
