// The events a node writes about a container.
import { type Happening, recordEvent } from '../../operations/record-event.ts'
import type { Scene } from './advance-container.ts'
import type { ContainerRun } from './pod-run.ts'
import type { Problem } from './start-problem.ts'

export const tellPulling = (scene: Scene): void =>
  tell(scene, 'Normal', 'Pulling', `Pulling image "${scene.container.image}"`)

export function tellStarted(scene: Scene, waited: ContainerRun['waiting']): void {
  const { name, image } = scene.container
  if (!waited || waited.reason === 'ImagePullBackOff')
    tell(scene, 'Normal', 'Pulled', `Successfully pulled image "${image}"`)
  else tell(scene, 'Normal', 'Pulled', `Container image "${image}" already present on machine`)
  tell(scene, 'Normal', 'Created', `Created container ${name}`)
  tell(scene, 'Normal', 'Started', `Started container ${name}`)
}

export function tellProblem(scene: Scene, { reason, message }: Problem): void {
  if (reason === 'InvalidImageName') tell(scene, 'Warning', 'InspectFailed', message)
  if (reason === 'ErrImagePull')
    tell(scene, 'Warning', 'Failed', `Failed to pull image "${scene.container.image}": ${message}`)
  tell(scene, 'Warning', 'Failed', `Error: ${reason === 'CreateContainerConfigError' ? message : reason}`)
}

export function tellImagePull(scene: Scene, message: string): void {
  tell(scene, 'Normal', 'BackOff', message)
  tell(scene, 'Warning', 'Failed', 'Error: ImagePullBackOff')
}

export function tellBackOff(scene: Scene): void {
  const { name, namespace, uid } = scene.pod.metadata
  const message = `Back-off restarting failed container ${scene.container.name} in pod ${name}_${namespace}(${uid})`
  tell(scene, 'Warning', 'BackOff', message)
}

export const tellNotReady = (scene: Pick<Scene, 'cluster' | 'pod' | 'container' | 'isInit'>, message: string): void =>
  tell(scene, 'Warning', 'Unhealthy', message)

function tell(
  { cluster, pod, container, isInit }: Pick<Scene, 'cluster' | 'pod' | 'container' | 'isInit'>,
  type: Happening['type'],
  reason: string,
  message: string,
): void {
  const fieldPath = `spec.${isInit ? 'initContainers' : 'containers'}{${container.name}}`
  recordEvent(cluster, pod, { type, reason, message, component: 'kubelet', fieldPath })
}
