// StatefulSets: numbered pods in order, each with its own volume claims, replaced from the last when the template changes.
import type { Cluster } from '../cluster.ts'
import { namespaceOf } from '../objects/object.ts'
import type { Pod } from '../objects/pod.ts'
import { resourceOf } from '../objects/resources.ts'
import type { StatefulSet } from '../objects/workloads.ts'
import { createObject } from '../operations/create.ts'
import { deleteObject } from '../operations/delete.ts'
import { suffixOf } from '../operations/random-suffix.ts'
import { ApiError } from '../status.ts'
import { makePod, ownerReferenceTo, podsOf } from './make-pod.ts'
import { isFinished, isReady } from './pods/pod-state.ts'

const retryMs = 500
const revisionLabel = 'controller-revision-hash'

export function reconcileStatefulSet(cluster: Cluster, namespace: string, name: string): number | undefined {
  const set = cluster.objects.get('statefulsets.apps', namespace, name)
  if (!set || set.metadata.deletionTimestamp) return undefined
  const revision = `${set.metadata.name}-${suffixOf(set.spec.template)}`
  recordRevision(cluster, set, revision)
  const refusal = bringToCount(cluster, set, revision)
  if (!refusal) replaceOutdated(cluster, set, revision)
  saveStatus(cluster, set, revision)
  return refusal ? retryMs : undefined
}

function recordRevision(cluster: Cluster, set: StatefulSet, name: string): void {
  const namespace = namespaceOf(set)
  if (cluster.objects.get('controllerrevisions.apps', namespace, name)) return
  const metadata = { name, ownerReferences: [ownerReferenceTo(set)] }
  const data = { spec: { template: set.spec.template } }
  const draft = { apiVersion: 'apps/v1', kind: 'ControllerRevision', metadata, data, revision: 1 }
  ignoringRefusal(() => createObject(cluster, resourceOf('controllerrevisions.apps'), namespace, draft))
}

function bringToCount(cluster: Cluster, set: StatefulSet, revision: string): ApiError | undefined {
  const pods = podsOf(cluster, set)
  for (const pod of pods.filter((pod) => ordinalOf(pod) >= set.spec.replicas || isFinished(pod))) {
    if (!pod.metadata.deletionTimestamp) deleteObject(cluster, resourceOf('pods'), pod)
  }
  for (let ordinal = 0; ordinal < set.spec.replicas; ordinal += 1) {
    const pod = pods.find((one) => ordinalOf(one) === ordinal)
    if (!pod) {
      const refusal = makeNumbered(cluster, set, ordinal, revision)
      if (refusal) return refusal
    }
    if (set.spec.podManagementPolicy !== 'Parallel' && !(pod && isReady(pod))) return undefined
  }
  return undefined
}

const ordinalOf = (pod: Pod): number => Number(pod.metadata.name.slice(pod.metadata.name.lastIndexOf('-') + 1))

function makeNumbered(cluster: Cluster, set: StatefulSet, ordinal: number, revision: string): ApiError | undefined {
  const name = `${set.metadata.name}-${ordinal}`
  const claims = (set.spec.volumeClaimTemplates ?? []).map((claim) => makeClaim(cluster, set, claim, name))
  return makePod(cluster, {
    owner: set,
    template: set.spec.template,
    name,
    labels: {
      [revisionLabel]: revision,
      'statefulset.kubernetes.io/pod-name': name,
      'apps.kubernetes.io/pod-index': String(ordinal),
    },
    changeSpec: (spec) => ({ ...spec, volumes: [...(spec.volumes ?? []), ...claims] }),
  })
}

/** Claims have no owner: they outlive the set, as on the real thing. */
function makeClaim(
  cluster: Cluster,
  set: StatefulSet,
  claim: { metadata: { name: string }; spec: object },
  podName: string,
): { name: string; persistentVolumeClaim: { claimName: string } } {
  const claimName = `${claim.metadata.name}-${podName}`
  if (!cluster.objects.get('persistentvolumeclaims', namespaceOf(set), claimName)) {
    const labels = {
      ...set.spec.selector.matchLabels,
      ...('labels' in claim.metadata ? (claim.metadata.labels as object) : {}),
    }
    const draft = {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { ...claim.metadata, name: claimName, labels },
      spec: claim.spec,
    }
    ignoringRefusal(() => createObject(cluster, resourceOf('persistentvolumeclaims'), namespaceOf(set), draft))
  }
  return { name: claim.metadata.name, persistentVolumeClaim: { claimName } }
}

function ignoringRefusal(write: () => unknown): void {
  try {
    write()
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
  }
}

/** One at a time, the last first, and only while all others are ready; a broken outdated one is not waited for. */
function replaceOutdated(cluster: Cluster, set: StatefulSet, revision: string): void {
  if (set.spec.updateStrategy?.type === 'OnDelete') return
  const pods = podsOf(cluster, set).sort((a, b) => ordinalOf(b) - ordinalOf(a))
  for (const pod of pods) {
    if (pod.metadata.deletionTimestamp) return
    if (pod.metadata.labels?.[revisionLabel] !== revision) {
      deleteObject(cluster, resourceOf('pods'), pod)
      return
    }
    if (!isReady(pod)) return
  }
}

function saveStatus(cluster: Cluster, set: StatefulSet, revision: string): void {
  const pods = podsOf(cluster, set).filter((pod) => !isFinished(pod))
  const updated = pods.filter((pod) => pod.metadata.labels?.[revisionLabel] === revision)
  const ready = pods.filter(isReady).length
  const done = updated.length === pods.length && updated.filter(isReady).length === set.spec.replicas
  const current = done ? revision : (set.status?.currentRevision ?? revision)
  const unchanged = pods.filter((pod) => pod.metadata.labels?.[revisionLabel] === current).length
  const status = {
    observedGeneration: set.metadata.generation,
    collisionCount: 0,
    replicas: pods.length,
    availableReplicas: ready,
    ...(ready > 0 ? { readyReplicas: ready } : {}),
    ...(unchanged > 0 ? { currentReplicas: unchanged } : {}),
    ...(updated.length > 0 ? { updatedReplicas: updated.length } : {}),
    currentRevision: current,
    updateRevision: revision,
  }
  cluster.objects.save('statefulsets.apps', { ...set, status })
}
