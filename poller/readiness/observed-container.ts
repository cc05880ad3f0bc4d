// One container as it is seen in its pod, and a fault of it.
import type { KubeObject } from '../../shared/kubernetes/open-cluster.ts'
import { podsNotReady } from './fault.ts'
import { type ReadinessInput, stepOf } from './readiness-input.ts'
import type { Terminated } from './termination.ts'

type State = { waiting?: { reason?: string; message?: string }; running?: object; terminated?: Terminated }

export type ContainerStatus = {
  name: string
  ready?: boolean
  restartCount?: number
  state?: State
  lastState?: State
}

type PodSpec = { [list in 'containers' | 'initContainers']?: { name: string; image?: string }[] }

export function imageOf({ spec }: KubeObject, name: string): string | undefined {
  const { containers = [], initContainers = [] } = (spec ?? {}) as PodSpec
  return [...initContainers, ...containers].find((one) => one.name === name)?.image
}

export type ObservedContainer = { status: ContainerStatus; pod: KubeObject; component: string; input: ReadinessInput }

/** `cause` for everybody, `words` as the cluster has them. */
type Told = { kind: 'image' | 'config' | 'crash'; cause: string; words: string }

/** A fault but for its code and its time. The key holds no pod name: pods are replaced, the fault stays. */
export function containerFaultOf({ status, pod, component }: ObservedContainer, { kind, cause, words }: Told) {
  return {
    kind,
    key: `${kind}:${component}:${status.name}`,
    step: stepOf(component),
    reason: podsNotReady(cause, component),
    details: `pod ${pod.metadata.name}, container ${status.name}: ${words}`,
    pod: pod.metadata.name,
    container: status.name,
  }
}
