// Volume claims: bound once a pod wants them; kept while one uses them; lost when their volume goes.
import type { Cluster } from '../cluster.ts'
import { namespaceOf } from '../objects/object.ts'
import { resourceOf } from '../objects/resources.ts'
import type { Claim } from '../objects/storage.ts'
import { createObject } from '../operations/create.ts'
import { recordEvent } from '../operations/record-event.ts'
import { settle } from '../operations/settle.ts'
import { subjectOf } from './subject.ts'

const key = 'persistentvolumeclaims'

export function reconcileClaim(cluster: Cluster, namespace: string, name: string): undefined {
  const claim = cluster.objects.get(key, namespace, name)
  if (!claim) return
  const used = isUsed(cluster, claim)
  if (claim.metadata.deletionTimestamp) {
    if (!used) release(cluster, claim)
    return
  }
  if (claim.spec.volumeName) {
    checkVolume(cluster, claim)
    return
  }
  const rule = cluster.scenario.find(subjectOf(cluster, claim), 'volume_never_binds')
  if (rule) emitFailed(cluster, claim, rule.message)
  else if (used) bind(cluster, claim)
  else emitWaiting(cluster, claim)
}

const isUsed = (cluster: Cluster, claim: Claim): boolean =>
  cluster.objects
    .list('pods', namespaceOf(claim))
    .some(({ spec }) => spec.volumes?.some((volume) => volume.persistentVolumeClaim?.claimName === claim.metadata.name))

/** The volume is reclaimed with its claim. */
function release(cluster: Cluster, claim: Claim): void {
  const finalizers = (claim.metadata.finalizers ?? []).filter((one) => one !== 'kubernetes.io/pvc-protection')
  settle(cluster, key, { ...claim, metadata: { ...claim.metadata, finalizers } })
  const gone = !cluster.objects.get(key, namespaceOf(claim), claim.metadata.name)
  if (gone && claim.spec.volumeName) cluster.objects.remove('persistentvolumes', '', claim.spec.volumeName)
}

function checkVolume(cluster: Cluster, claim: Claim): void {
  if (claim.status?.phase !== 'Bound' || cluster.objects.get('persistentvolumes', '', claim.spec.volumeName ?? ''))
    return
  cluster.objects.save(key, { ...claim, status: { ...claim.status, phase: 'Lost' } })
  const message = 'Bound claim has lost its PersistentVolume. Data on the volume is lost!'
  recordEvent(cluster, claim, {
    type: 'Warning',
    reason: 'ClaimLost',
    message,
    component: 'persistentvolume-controller',
  })
}

function bind(cluster: Cluster, claim: Claim): void {
  const volumeName = `pvc-${claim.metadata.uid}`
  const capacity = { storage: claim.spec.resources?.requests?.['storage'] ?? '1Gi' }
  const accessModes = claim.spec.accessModes ?? []
  const { name, uid } = claim.metadata
  createObject(cluster, resourceOf('persistentvolumes'), '', {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: volumeName },
    spec: {
      capacity,
      accessModes,
      claimRef: { kind: 'PersistentVolumeClaim', namespace: namespaceOf(claim), name, uid },
      persistentVolumeReclaimPolicy: 'Delete',
      storageClassName: claim.spec.storageClassName,
      hostPath: { path: `/sandbox/${volumeName}` },
    },
  })
  const volume = cluster.objects.get('persistentvolumes', '', volumeName)
  if (volume) cluster.objects.save('persistentvolumes', { ...volume, status: { phase: 'Bound' } })
  cluster.objects.save(key, {
    ...claim,
    spec: { ...claim.spec, volumeName },
    status: { phase: 'Bound', accessModes, capacity } as Claim['status'] & object,
  })
  const message = `Successfully provisioned volume ${volumeName}`
  recordEvent(cluster, claim, { type: 'Normal', reason: 'ProvisioningSucceeded', message, component: 'sandbox' })
}

function emitWaiting(cluster: Cluster, claim: Claim): void {
  const message = 'waiting for first consumer to be created before binding'
  recordEvent(cluster, claim, {
    type: 'Normal',
    reason: 'WaitForFirstConsumer',
    message,
    component: 'persistentvolume-controller',
  })
}

function emitFailed(cluster: Cluster, claim: Claim, why = 'no capacity left'): void {
  const message = `failed to provision volume with StorageClass "${claim.spec.storageClassName}": ${why}`
  recordEvent(cluster, claim, {
    type: 'Warning',
    reason: 'ProvisioningFailed',
    message,
    component: 'persistentvolume-controller',
  })
}
