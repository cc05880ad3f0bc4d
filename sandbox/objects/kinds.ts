// Which type hides behind the key of a resource; what is not listed is kept as it came.
import type { ClusterEvent, ConfigMap, Namespace, Quota, Secret } from './configuration.ts'
import type { Ingress, Service } from './network.ts'
import type { KubeObject } from './object.ts'
import type { Pod } from './pod.ts'
import type { Claim, PersistentVolume } from './storage.ts'
import type { Deployment, Job, ReplicaSet, StatefulSet } from './workloads.ts'

interface Kinds {
  pods: Pod
  'replicasets.apps': ReplicaSet
  'deployments.apps': Deployment
  'statefulsets.apps': StatefulSet
  'jobs.batch': Job
  persistentvolumeclaims: Claim
  persistentvolumes: PersistentVolume
  services: Service
  'ingresses.networking.k8s.io': Ingress
  namespaces: Namespace
  resourcequotas: Quota
  secrets: Secret
  configmaps: ConfigMap
  events: ClusterEvent
}

export type KindOf<K extends string> = K extends keyof Kinds ? Kinds[K] : KubeObject
