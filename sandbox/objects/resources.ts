// The built-in table of API resources: what discovery lists and what paths may name.

export interface Resource {
  /** `pods`, `deployments.apps`: how the store and error messages name it. */
  key: string
  group: string
  version: string
  apiVersion: string
  kind: string
  plural: string
  singular: string
  namespaced: boolean
  shortNames: string[]
  subresources: string[]
  categories: string[]
  /** Whether metadata.generation counts changes of its spec. */
  generation: boolean
  /** Reviews are answered, never kept. */
  verbs: string[]
}

interface Traits {
  short?: string[]
  cluster?: true
  sub?: string[]
  all?: true
  generation?: true
  verbs?: string[]
}

const everyVerb = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch']
const workload: Traits = { sub: ['status', 'scale'], all: true, generation: true }

export const resources: readonly Resource[] = [
  row('v1', 'Namespace', 'namespaces', {
    short: ['ns'],
    cluster: true,
    sub: ['status', 'finalize'],
    verbs: everyVerb.filter((verb) => verb !== 'deletecollection'),
  }),
  row('v1', 'Node', 'nodes', { short: ['no'], cluster: true, sub: ['status'] }),
  row('v1', 'Pod', 'pods', { short: ['po'], all: true, sub: ['status', 'log', 'eviction'], generation: true }),
  row('v1', 'Service', 'services', { short: ['svc'], all: true, sub: ['status'] }),
  row('v1', 'Secret', 'secrets', {}),
  row('v1', 'ConfigMap', 'configmaps', { short: ['cm'] }),
  row('v1', 'ServiceAccount', 'serviceaccounts', { short: ['sa'] }),
  row('v1', 'Endpoints', 'endpoints', { short: ['ep'] }),
  row('v1', 'Event', 'events', { short: ['ev'] }),
  row('v1', 'PersistentVolumeClaim', 'persistentvolumeclaims', { short: ['pvc'], sub: ['status'] }),
  row('v1', 'PersistentVolume', 'persistentvolumes', { short: ['pv'], cluster: true, sub: ['status'] }),
  row('v1', 'ResourceQuota', 'resourcequotas', { short: ['quota'], sub: ['status'] }),
  row('v1', 'LimitRange', 'limitranges', { short: ['limits'] }),
  row('v1', 'ReplicationController', 'replicationcontrollers', { ...workload, short: ['rc'] }),
  row('apps/v1', 'Deployment', 'deployments', { ...workload, short: ['deploy'] }),
  row('apps/v1', 'ReplicaSet', 'replicasets', { ...workload, short: ['rs'] }),
  row('apps/v1', 'StatefulSet', 'statefulsets', { ...workload, short: ['sts'] }),
  row('apps/v1', 'DaemonSet', 'daemonsets', { short: ['ds'], sub: ['status'], all: true, generation: true }),
  row('apps/v1', 'ControllerRevision', 'controllerrevisions', {}),
  row('batch/v1', 'Job', 'jobs', { sub: ['status'], all: true, generation: true }),
  row('batch/v1', 'CronJob', 'cronjobs', { short: ['cj'], sub: ['status'], all: true, generation: true }),
  row('autoscaling/v2', 'HorizontalPodAutoscaler', 'horizontalpodautoscalers', {
    short: ['hpa'],
    sub: ['status'],
    all: true,
  }),
  row('networking.k8s.io/v1', 'Ingress', 'ingresses', { short: ['ing'], sub: ['status'], generation: true }),
  row('networking.k8s.io/v1', 'IngressClass', 'ingressclasses', { cluster: true, generation: true }),
  row('networking.k8s.io/v1', 'NetworkPolicy', 'networkpolicies', { short: ['netpol'], generation: true }),
  row('policy/v1', 'PodDisruptionBudget', 'poddisruptionbudgets', {
    short: ['pdb'],
    sub: ['status'],
    generation: true,
  }),
  row('rbac.authorization.k8s.io/v1', 'Role', 'roles', {}),
  row('rbac.authorization.k8s.io/v1', 'RoleBinding', 'rolebindings', {}),
  row('rbac.authorization.k8s.io/v1', 'ClusterRole', 'clusterroles', { cluster: true }),
  row('rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', 'clusterrolebindings', { cluster: true }),
  row('storage.k8s.io/v1', 'StorageClass', 'storageclasses', { short: ['sc'], cluster: true }),
  row('scheduling.k8s.io/v1', 'PriorityClass', 'priorityclasses', { short: ['pc'], cluster: true }),
  row('coordination.k8s.io/v1', 'Lease', 'leases', {}),
  row('discovery.k8s.io/v1', 'EndpointSlice', 'endpointslices', {}),
  row('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'customresourcedefinitions', {
    short: ['crd', 'crds'],
    cluster: true,
    sub: ['status'],
    generation: true,
  }),
  row('authorization.k8s.io/v1', 'SelfSubjectAccessReview', 'selfsubjectaccessreviews', {
    cluster: true,
    verbs: ['create'],
  }),
  row('authorization.k8s.io/v1', 'SelfSubjectRulesReview', 'selfsubjectrulesreviews', {
    cluster: true,
    verbs: ['create'],
  }),
]

const byKey = new Map(resources.map((resource) => [resource.key, resource]))
const byPath = new Map(resources.map((resource) => [`${resource.apiVersion}/${resource.plural}`, resource]))
const byKind = new Map(resources.map((resource) => [`${resource.apiVersion}/${resource.kind}`, resource]))

export const resourceAt = (apiVersion: string, plural: string): Resource | undefined =>
  byPath.get(`${apiVersion}/${plural}`)

export const resourceOfKind = (apiVersion: string, kind: string): Resource | undefined =>
  byKind.get(`${apiVersion}/${kind}`)

export function resourceOf(key: string): Resource {
  const resource = byKey.get(key)
  if (!resource) throw new Error(`the sandbox has no resource ${key}`)
  return resource
}

function row(apiVersion: string, kind: string, plural: string, traits: Traits): Resource {
  const [group, version] = apiVersion.includes('/') ? apiVersion.split('/') : ['', apiVersion]
  return {
    key: group ? `${plural}.${group}` : plural,
    group: group ?? '',
    version: version ?? '',
    apiVersion,
    kind,
    plural,
    singular: kind.toLowerCase(),
    namespaced: !traits.cluster,
    shortNames: traits.short ?? [],
    subresources: traits.sub ?? [],
    categories: traits.all ? ['all'] : [],
    generation: traits.generation ?? false,
    verbs: traits.verbs ?? everyVerb,
  }
}
