// Answers `kubectl logs`: what a container would have written.
import type { ServerResponse } from 'node:http'
import type { Cluster } from '../cluster.ts'
import { containerLog } from '../controllers/pods/container-log.ts'
import type { KubeObject } from '../objects/object.ts'
import type { Pod } from '../objects/pod.ts'
import { badRequest } from '../status.ts'

export function answerLog(
  cluster: Cluster,
  object: KubeObject,
  query: URLSearchParams,
  response: ServerResponse,
): void {
  const pod = object as Pod
  const name = containerOf(pod, query.get('container'))
  const statuses = [...(pod.status?.initContainerStatuses ?? []), ...(pod.status?.containerStatuses ?? [])]
  const status = statuses.find((one) => one.name === name)
  const where = `container "${name}" in pod "${pod.metadata.name}"`
  if (query.get('previous') === 'true' && !status?.lastState.terminated) {
    throw badRequest(`previous terminated ${where} not found`)
  }
  const { waiting } = status?.state ?? { waiting: { reason: 'ContainerCreating' } }
  if (waiting && !status?.lastState.terminated) {
    throw badRequest(`${where} is waiting to start: ${waits[waiting.reason] ?? waiting.reason}`)
  }
  const lines = containerLog(cluster, pod, name)
  const tail = query.get('tailLines')
  const shown = tail === null ? lines : lines.slice(lines.length - Math.min(Number(tail), lines.length))
  const stamped =
    query.get('timestamps') === 'true' ? shown.map((line) => `${new Date().toISOString()} ${line}`) : shown
  const text = stamped.map((line) => `${line}\n`).join('')
  const bytes = Number(query.get('limitBytes') ?? text.length)
  response.writeHead(200, { 'content-type': 'text/plain' }).end(text.slice(0, bytes))
}

/** How the node words what hinders an image. */
const waits: Record<string, string> = {
  ErrImagePull: "image can't be pulled",
  ImagePullBackOff: 'trying and failing to pull image',
}

function containerOf(pod: Pod, asked: string | null): string {
  const names = [...pod.spec.containers, ...(pod.spec.initContainers ?? [])].map(({ name }) => name)
  if (asked && !names.includes(asked)) throw badRequest(`container ${asked} is not valid for pod ${pod.metadata.name}`)
  if (asked) return asked
  if (pod.spec.containers.length === 1) return names[0] ?? ''
  throw badRequest(
    `a container name must be specified for pod ${pod.metadata.name}, choose one of: [${names.join(' ')}]`,
  )
}
