// The events a node writes about a container.
import { type EventSpec, recordEvent } from '../../operations/record-event.ts'
import type { ContainerContext } from './container-context.ts'
import type { ContainerRun } from './pod-run.ts'
import type { Problem } from './start-problem.ts'

export const emitPulling = (context: ContainerContext): void =>
  tell(context, 'Normal', 'Pulling', `Pulling image "${context.container.image}"`)

export function emitStarted(context: ContainerContext, waited: ContainerRun['waiting']): void {
  const { name, image } = context.container
  if (!waited || waited.reason === 'ImagePullBackOff')
    tell(context, 'Normal', 'Pulled', `Successfully pulled image "${image}"`)
  else tell(context, 'Normal', 'Pulled', `Container image "${image}" already present on machine`)
  tell(context, 'Normal', 'Created', `Created container ${name}`)
  tell(context, 'Normal', 'Started', `Started container ${name}`)
}

export function emitProblem(context: ContainerContext, { reason, message }: Problem): void {
  if (reason === 'InvalidImageName') tell(context, 'Warning', 'InspectFailed', message)
  if (reason === 'ErrImagePull')
    tell(context, 'Warning', 'Failed', `Failed to pull image "${context.container.image}": ${message}`)
  tell(context, 'Warning', 'Failed', `Error: ${reason === 'CreateContainerConfigError' ? message : reason}`)
}

export function emitImagePull(context: ContainerContext, message: string): void {
  tell(context, 'Normal', 'BackOff', message)
  tell(context, 'Warning', 'Failed', 'Error: ImagePullBackOff')
}

export function emitBackOff(context: ContainerContext): void {
  const { name, namespace, uid } = context.pod.metadata
  const message = `Back-off restarting failed container ${context.container.name} in pod ${name}_${namespace}(${uid})`
  tell(context, 'Warning', 'BackOff', message)
}

export const emitNotReady = (
  context: Pick<ContainerContext, 'cluster' | 'pod' | 'container' | 'isInit'>,
  message: string,
): void => tell(context, 'Warning', 'Unhealthy', message)

function tell(
  { cluster, pod, container, isInit }: Pick<ContainerContext, 'cluster' | 'pod' | 'container' | 'isInit'>,
  type: EventSpec['type'],
  reason: string,
  message: string,
): void {
  const fieldPath = `spec.${isInit ? 'initContainers' : 'containers'}{${container.name}}`
  recordEvent(cluster, pod, { type, reason, message, component: 'kubelet', fieldPath })
}
