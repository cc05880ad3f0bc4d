// What a store's chart may not hold: hooks, and anything that is not in the store's own namespace.
import { groupOf, type Manifest, titleOf } from './object.ts'

/** Sentences that name object and field; empty where all is well. */
export function objectFaults(objects: readonly Manifest[], namespace: string): string[] {
  return objects.flatMap((object) =>
    [hookFault(object), scopeFault(object), namespaceFault(object, namespace), nameFault(object)]
      .filter((fault) => fault !== null)
      .map((fault) => `${titleOf(object)}: ${fault}`),
  )
}

/** Helm waits for hooks and leaves their objects behind, outside of what this control plane can see and take up again. */
function hookFault({ metadata }: Manifest): string | null {
  const hook = Object.keys(metadata.annotations ?? {}).find((name) => name.startsWith('helm.sh/hook'))
  return hook === undefined ? null : `metadata.annotations has ${hook}; a store's chart has no hooks`
}

/** Kinds that are certain to live in a namespace: Kubernetes's own. Of another kind nobody can say so without its cluster. */
const namespaced: Record<string, readonly string[]> = {
  '': [
    ...['ConfigMap', 'Endpoints', 'LimitRange', 'PersistentVolumeClaim', 'Pod', 'PodTemplate'],
    ...['ReplicationController', 'ResourceQuota', 'Secret', 'Service', 'ServiceAccount'],
  ],
  apps: ['ControllerRevision', 'DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'],
  autoscaling: ['HorizontalPodAutoscaler'],
  batch: ['CronJob', 'Job'],
  'coordination.k8s.io': ['Lease'],
  'discovery.k8s.io': ['EndpointSlice'],
  'networking.k8s.io': ['Ingress', 'NetworkPolicy'],
  policy: ['PodDisruptionBudget'],
  'rbac.authorization.k8s.io': ['Role', 'RoleBinding'],
}

const clusterWide: Record<string, readonly string[]> = {
  '': ['Namespace', 'Node', 'PersistentVolume'],
  'admissionregistration.k8s.io': [
    ...['MutatingAdmissionPolicy', 'MutatingAdmissionPolicyBinding', 'MutatingWebhookConfiguration'],
    ...['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding', 'ValidatingWebhookConfiguration'],
  ],
  'apiextensions.k8s.io': ['CustomResourceDefinition'],
  'apiregistration.k8s.io': ['APIService'],
  'certificates.k8s.io': ['CertificateSigningRequest', 'ClusterTrustBundle'],
  'flowcontrol.apiserver.k8s.io': ['FlowSchema', 'PriorityLevelConfiguration'],
  'networking.k8s.io': ['IngressClass', 'IPAddress', 'ServiceCIDR'],
  'node.k8s.io': ['RuntimeClass'],
  'rbac.authorization.k8s.io': ['ClusterRole', 'ClusterRoleBinding'],
  'scheduling.k8s.io': ['PriorityClass'],
  'storage.k8s.io': ['CSIDriver', 'CSINode', 'StorageClass', 'VolumeAttachment', 'VolumeAttributesClass'],
}

function scopeFault(object: Manifest): string | null {
  const group = groupOf(object)
  if (isIn(namespaced, group, object.kind)) return null
  if (isIn(clusterWide, group, object.kind)) return 'kind is cluster-wide; a store lives in its own namespace alone'
  return `kind is not known here (apiVersion ${object.apiVersion}), so nobody can say that it is not cluster-wide`
}

function isIn(kinds: Record<string, readonly string[]>, group: string, kind: string): boolean {
  return Object.hasOwn(kinds, group) && kinds[group]?.includes(kind) === true
}

function namespaceFault({ metadata: { namespace } }: Manifest, own: string): string | null {
  if (namespace === undefined || namespace === own) return null
  return `metadata.namespace is ${namespace}; leave it out, or set it to the namespace of the release`
}

function nameFault({ metadata: { name } }: Manifest): string | null {
  return name ? null : 'metadata.name is missing; the objects of a store have fixed names'
}
