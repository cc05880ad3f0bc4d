// One container as it is seen in its pod, and a fault of it.
import type { KubeObject } from '../../shared/kubernetes/open-cluster.ts'
import { type Scene, stepOf } from './scene.ts'

export type Terminated = { exitCode?: number; signal?: number; reason?: string; message?: string }
type State = { waiting?: { reason?: string; message?: string }; running?: object; terminated?: Terminated }

export type ContainerStatus = {
  name: string
  ready?: boolean
  restartCount?: number
  state?: State
  lastState?: State
}

export type ContainerSight = { status: ContainerStatus; pod: KubeObject; component: string; scene: Scene }

/** A fault but for its code and its time. The key holds no pod name: pods are replaced, the fault stays. */
export function fault({ status, pod, component }: ContainerSight, kind: 'image' | 'config' | 'crash', cause: string) {
  return {
    kind,
    key: `${kind}:${component}:${status.name}`,
    step: stepOf(component),
    reason: `Pods not ready: pod ${pod.metadata.name}, container ${status.name}: ${cause}`,
    pod: pod.metadata.name,
    container: status.name,
  }
}
