// A Secret or ConfigMap that a volume needs and that is absent keeps the whole pod in ContainerCreating.
import type { Cluster } from '../../cluster.ts'
import { namespaceOf } from '../../objects/object.ts'
import type { Pod, Volume } from '../../objects/pod.ts'

export function mountProblem(cluster: Cluster, pod: Pod): string | undefined {
  for (const volume of (pod.spec.volumes ?? []).filter(({ name }) => isMounted(pod, name))) {
    const missing = missingSource(cluster, namespaceOf(pod), volume)
    if (missing) return `MountVolume.SetUp failed for volume "${volume.name}" : ${missing}`
  }
  return undefined
}

/** A volume that no container mounts is never set up. */
const isMounted = ({ spec }: Pod, volume: string): boolean =>
  [...spec.containers, ...(spec.initContainers ?? [])].some(({ volumeMounts }) =>
    volumeMounts?.some(({ name }) => name === volume),
  )

function missingSource(
  cluster: Cluster,
  namespace: string,
  { secret, configMap, projected }: Volume,
): string | undefined {
  const { sources = [] } = projected ?? {}
  const secrets = [
    ...(secret ? [{ name: secret.secretName, optional: secret.optional }] : []),
    ...sources.flatMap((source) => source.secret ?? []),
  ]
  const maps = [...(configMap ? [configMap] : []), ...sources.flatMap((source) => source.configMap ?? [])]
  const isMissing = (key: string) => (source: { name: string; optional?: boolean | undefined }) =>
    !source.optional && !cluster.objects.get(key, namespace, source.name)
  const lostSecret = secrets.find(isMissing('secrets'))
  if (lostSecret) return `secret "${lostSecret.name}" not found`
  const lostMap = maps.find(isMissing('configmaps'))
  return lostMap && `configmap "${lostMap.name}" not found`
}
