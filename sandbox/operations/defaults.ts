// Fills in what the API server fills in when an object is made or changed.
import { randomInt } from 'node:crypto'
import { type Fields, isFields, type KubeObject } from '../objects/object.ts'
import type { Resource } from '../objects/resources.ts'

export function withDefaults({ key }: Resource, object: KubeObject): KubeObject {
  const spec = isFields(object.spec) ? object.spec : {}
  switch (key) {
    case 'namespaces':
      return { ...object, spec: { finalizers: ['kubernetes'], ...spec }, status: object.status ?? { phase: 'Active' } }
    case 'pods':
      return {
        ...object,
        spec: admitted(podSpec(spec)),
        status: object.status ?? { phase: 'Pending', qosClass: qosClassOf(spec) },
      }
    case 'deployments.apps':
      return { ...object, spec: deployment(spec), status: object.status ?? {} }
    case 'replicasets.apps':
      return { ...object, spec: { replicas: 1, ...templated(spec) } }
    case 'statefulsets.apps':
      return {
        ...object,
        spec: { ...setDefaults, ...templated(spec) },
        status: object.status ?? { replicas: 0, availableReplicas: 0 },
      }
    case 'daemonsets.apps':
      return { ...object, spec: templated(spec) }
    case 'jobs.batch':
      return job(object, spec)
    case 'services':
      return { ...object, spec: service(spec), status: object.status ?? { loadBalancer: {} } }
    case 'ingresses.networking.k8s.io':
      return { ...object, status: object.status ?? { loadBalancer: {} } }
    case 'persistentvolumeclaims':
      return claim(object, spec)
    case 'resourcequotas':
      return { ...object, status: object.status ?? {} }
    case 'secrets':
      return secret(object)
    default:
      return object
  }
}

/** Guaranteed is left out: no store has its limits equal to its requests. */
function qosClassOf(spec: Fields): string {
  const containers = Array.isArray(spec['containers']) ? spec['containers'].filter(isFields) : []
  const named = containers.some(({ resources }) => isFields(resources) && Object.keys(resources).length > 0)
  return named ? 'Burstable' : 'BestEffort'
}

const rolling = { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } }

const strategyOf = (given: unknown): Fields =>
  isFields(given) && given['type'] === 'Recreate' ? given : { ...rolling, ...(isFields(given) ? given : {}) }

const deploymentDefaults = { replicas: 1, revisionHistoryLimit: 10, progressDeadlineSeconds: 600 }

function deployment(spec: Fields): Fields {
  return { ...deploymentDefaults, ...templated(spec), strategy: strategyOf(spec['strategy']) }
}

const setDefaults = {
  replicas: 1,
  podManagementPolicy: 'OrderedReady',
  revisionHistoryLimit: 10,
  updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
  persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
}

function templated(spec: Fields): Fields {
  const template = isFields(spec['template']) ? spec['template'] : {}
  const metadata = isFields(template['metadata']) ? template['metadata'] : {}
  const templateSpec = isFields(template['spec']) ? podSpec(template['spec']) : {}
  return { ...spec, template: { ...template, metadata, spec: templateSpec } }
}

/** What admission adds to a pod, and not to a template. */
function admitted(spec: Fields): Fields {
  const account = spec['serviceAccountName'] ?? 'default'
  const tolerated = ['not-ready', 'unreachable'].map((taint) => ({
    key: `node.kubernetes.io/${taint}`,
    operator: 'Exists',
    effect: 'NoExecute',
    tolerationSeconds: 300,
  }))
  return {
    ...{ enableServiceLinks: true, preemptionPolicy: 'PreemptLowerPriority', priority: 0, tolerations: tolerated },
    ...spec,
    serviceAccountName: account,
    serviceAccount: account,
  }
}

function podSpec(spec: Fields): Fields {
  const filled: Fields = {
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: 30,
    dnsPolicy: 'ClusterFirst',
    schedulerName: 'default-scheduler',
    securityContext: {},
    ...spec,
  }
  for (const list of ['containers', 'initContainers']) {
    const containers = filled[list]
    if (Array.isArray(containers)) filled[list] = containers.map((one) => (isFields(one) ? container(one) : one))
  }
  return filled
}

const container = (fields: Fields): Fields => ({
  resources: {},
  terminationMessagePath: '/dev/termination-log',
  terminationMessagePolicy: 'File',
  imagePullPolicy: /:(?!latest$)[^/]+$/.test(String(fields['image'])) ? 'IfNotPresent' : 'Always',
  ...fields,
  ...(Array.isArray(fields['ports'])
    ? { ports: fields['ports'].map((port: Fields) => ({ protocol: 'TCP', ...port })) }
    : {}),
})

/** A Job selects its pods by its own uid; both are written into it. */
function job(object: KubeObject, spec: Fields): KubeObject {
  const uid = object.metadata.uid
  const own = { 'batch.kubernetes.io/controller-uid': uid, 'controller-uid': uid }
  const names = { 'batch.kubernetes.io/job-name': object.metadata.name, 'job-name': object.metadata.name }
  const filled = templated(spec)
  const template = filled['template'] as { metadata: Fields; spec: Fields }
  const labels = { ...(template.metadata['labels'] as object | undefined), ...own, ...names }
  const selector = { matchLabels: { 'batch.kubernetes.io/controller-uid': uid } }
  const counts = {
    parallelism: 1,
    completions: 1,
    backoffLimit: 6,
    completionMode: 'NonIndexed',
    suspend: false,
    manualSelector: false,
    podReplacementPolicy: 'TerminatingOrFailed',
  }
  const whole = { ...template, metadata: { ...template.metadata, labels } }
  return {
    ...object,
    metadata: { ...object.metadata, labels: object.metadata.labels ?? labels },
    spec: { ...counts, selector, ...filled, template: whole },
    status: object.status ?? {},
  }
}

function service(spec: Fields): Fields {
  const type = spec['type'] ?? 'ClusterIP'
  const ports = Array.isArray(spec['ports']) ? spec['ports'].filter(isFields) : []
  const filled = ports.map((port) => ({ protocol: 'TCP', targetPort: port['port'], ...port }))
  const clusterIP = spec['clusterIP'] ?? `10.96.${randomInt(1, 255)}.${randomInt(1, 255)}`
  const addressed = type === 'ExternalName' ? {} : { clusterIP, clusterIPs: [clusterIP] }
  const families = { ipFamilies: ['IPv4'], ipFamilyPolicy: 'SingleStack', internalTrafficPolicy: 'Cluster' }
  return {
    ...addressed,
    sessionAffinity: 'None',
    ...families,
    ...spec,
    type,
    ...(ports.length > 0 ? { ports: filled } : {}),
  }
}

function claim(object: KubeObject, spec: Fields): KubeObject {
  const finalizers = object.metadata.finalizers ?? ['kubernetes.io/pvc-protection']
  const filled = { storageClassName: 'sandbox', volumeMode: 'Filesystem', ...spec }
  return {
    ...object,
    metadata: { ...object.metadata, finalizers },
    spec: filled,
    status: object.status ?? { phase: 'Pending' },
  }
}

function secret(object: KubeObject): KubeObject {
  const { stringData, ...rest } = object
  const plain = isFields(stringData) ? stringData : {}
  const encoded = Object.entries(plain).map(([key, text]) => [key, Buffer.from(String(text)).toString('base64')])
  const data = { ...(rest['data'] as object | undefined), ...Object.fromEntries(encoded) }
  return { ...rest, ...(Object.keys(data).length > 0 ? { data } : {}), type: rest['type'] ?? 'Opaque' } as KubeObject
}
