// Why a container cannot start: its image, or a Secret or ConfigMap its environment needs.
import type { Cluster } from '../../cluster.ts'
import { namespaceOf } from '../../objects/object.ts'
import type { Container, KeyReference, Pod, Reference } from '../../objects/pod.ts'
import type { Rule } from '../../scenario.ts'
import type { ContainerContext } from './container-context.ts'

export interface Problem {
  reason: 'ErrImagePull' | 'InvalidImageName' | 'CreateContainerConfigError'
  message: string
  retryMs: number
}

const retryMs = 1000
const configRetryMs = 500

export function startProblem({ cluster, pod, container, subject }: ContainerContext): Problem | undefined {
  const { image } = container
  if (!/^[a-z0-9][a-z0-9._:/@-]*(:[\w][\w.-]*)?(@sha256:[0-9a-f]{64})?$/.test(image)) {
    const message = `Failed to apply default image tag "${image}": couldn't parse image name "${image}": invalid reference format${capitals(image)}`
    return { reason: 'InvalidImageName', message, retryMs }
  }
  const rule = cluster.scenario.find(subject, 'image_not_found', 'image_refused', 'image_unreachable')
  if (rule)
    return {
      reason: 'ErrImagePull',
      message: rule.message ?? pullMessage(rule, image),
      retryMs: rule.retryMs ?? retryMs,
    }
  const config = cluster.scenario.find(subject, 'missing_secret', 'missing_config_map')
  const message = config ? configMessage(config) : missingSource(cluster, pod, container)
  return message
    ? { reason: 'CreateContainerConfigError', message, retryMs: config?.retryMs ?? configRetryMs }
    : undefined
}

const capitals = (image: string): string => {
  const repository = image.replace(/:.*$/, '')
  const whole = repository.includes('/') ? repository : `library/${repository}`
  return /[A-Z]/.test(repository) ? `: repository name (${whole}) must be lowercase` : ''
}

/** As containerd words it. */
function pullMessage({ fault }: Rule, image: string): string {
  const reference = wholeReference(image)
  const [host = '', ...path] = reference.split('/')
  const intro = `failed to pull and unpack image "${reference}": failed to resolve reference "${reference}":`
  if (fault === 'image_not_found') return `rpc error: code = NotFound desc = ${intro} ${reference}: not found`
  if (fault === 'image_refused') {
    return `rpc error: code = Unknown desc = ${intro} pulling from host ${host} failed with status code [manifests ${tagOf(reference)}]: 401 Unauthorized`
  }
  const [repository, tag] = [path.join('/').replace(/[:@][^:@]*$/, ''), tagOf(reference)]
  const url = `https://${host}/v2/${repository}/manifests/${tag}`
  return `rpc error: code = Unknown desc = ${intro} failed to do request: Head "${url}": dial tcp: lookup ${host}: dial udp 10.96.0.10:53: connect: network is unreachable`
}

function wholeReference(image: string): string {
  const [first = '', ...rest] = image.split('/')
  const hosted = rest.length > 0 && /[.:]|^localhost$/.test(first)
  const named = hosted ? image : `docker.io/${rest.length > 0 ? image : `library/${image}`}`
  return /[:@][^/]+$/.test(named) ? named : `${named}:latest`
}

const tagOf = (reference: string): string => reference.slice(reference.lastIndexOf(':') + 1)

const configMessage = ({ fault, message, object }: Rule): string =>
  message ??
  (fault === 'missing_secret'
    ? `secret "${object ?? 'credentials'}" not found`
    : `configmap "${object ?? 'config'}" not found`)

function missingSource(cluster: Cluster, pod: Pod, { env = [], envFrom = [] }: Container): string | undefined {
  const namespace = namespaceOf(pod)
  for (const { secretRef, configMapRef } of envFrom) {
    const missing = missingObject(cluster, namespace, secretRef, configMapRef)
    if (missing) return missing
  }
  for (const { valueFrom } of env) {
    const { secretKeyRef, configMapKeyRef } = valueFrom ?? {}
    const missing =
      missingObject(cluster, namespace, secretKeyRef, configMapKeyRef) ??
      missingKey(cluster, namespace, secretKeyRef, configMapKeyRef)
    if (missing) return missing
  }
  return undefined
}

function missingObject(cluster: Cluster, namespace: string, secret?: Reference, map?: Reference): string | undefined {
  if (secret && !secret.optional && !cluster.objects.get('secrets', namespace, secret.name)) {
    return `secret "${secret.name}" not found`
  }
  if (map && !map.optional && !cluster.objects.get('configmaps', namespace, map.name)) {
    return `configmap "${map.name}" not found`
  }
  return undefined
}

function missingKey(
  cluster: Cluster,
  namespace: string,
  secret?: KeyReference,
  map?: KeyReference,
): string | undefined {
  if (
    secret &&
    !secret.optional &&
    !(secret.key in (cluster.objects.get('secrets', namespace, secret.name)?.data ?? {}))
  ) {
    return `couldn't find key ${secret.key} in Secret ${namespace}/${secret.name}`
  }
  if (map && !map.optional && !(map.key in (cluster.objects.get('configmaps', namespace, map.name)?.data ?? {}))) {
    return `couldn't find key ${map.key} in ConfigMap ${namespace}/${map.name}`
  }
  return undefined
}
