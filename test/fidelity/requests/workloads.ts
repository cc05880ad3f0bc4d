// Workloads that run nothing, with their defaults; pods that cannot be made or do not run yet, with their events and logs.
import { namespace, type Request } from '../request.ts'

const core = `/api/v1/namespaces/${namespace}`
const apps = `/apis/apps/v1/namespaces/${namespace}`
const container = { name: 'box', image: '127.0.0.1:5001/missing/box:1', ports: [{ name: 'http', containerPort: 8080 }] }
const template = { metadata: { labels: { app: 'box' } }, spec: { containers: [container] } }
const selector = { matchLabels: { app: 'box' } }
const post = (name: string, path: string, body: unknown): Request => ({ name, method: 'POST', path, body })
const namesOf = (body: unknown) => (body as { items?: { reason?: string }[] }).items ?? []

export const workloads: Request[] = [
  post('a Service', `${core}/services`, {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web' },
    spec: { selector: { app: 'box' }, ports: [{ name: 'http', port: 80, targetPort: 'http' }] },
  }),
  post('a claim', `${core}/persistentvolumeclaims`, {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'files' },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Mi' } } },
  }),
  post('a Deployment of no pods', `${apps}/deployments`, {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'none' },
    spec: { replicas: 0, selector, template },
  }),
  post('a StatefulSet of no pods', `${apps}/statefulsets`, {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'none' },
    spec: { replicas: 0, serviceName: 'web', selector, template },
  }),
  post('a Job that is suspended', `/apis/batch/v1/namespaces/${namespace}/jobs`, {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'suspended' },
    spec: { suspend: true, template: { spec: { restartPolicy: 'Never', containers: [container] } } },
  }),
  post('an Ingress', `/apis/networking.k8s.io/v1/namespaces/${namespace}/ingresses`, {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'web' },
    spec: {
      ingressClassName: 'nobody',
      rules: [
        {
          host: 'a.example.com',
          http: {
            paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'web', port: { name: 'http' } } } }],
          },
        },
      ],
    },
  }),
  post('a NetworkPolicy', `/apis/networking.k8s.io/v1/namespaces/${namespace}/networkpolicies`, {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'deny' },
    spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
  }),
  {
    name: 'the Deployment once it is observed',
    path: `${apps}/deployments/none`,
    until: (body) => (body as { status?: { observedGeneration?: number } }).status?.observedGeneration === 1,
  },
  { name: 'its scale', path: `${apps}/deployments/none/scale` },
  {
    name: 'a selector is not changed',
    method: 'PATCH',
    path: `${apps}/deployments/none`,
    headers: { 'content-type': 'application/merge-patch+json' },
    body: { spec: { selector: { matchLabels: { app: 'other' } } } },
  },
  {
    name: "a Job's pod is not changed",
    method: 'PATCH',
    path: `/apis/batch/v1/namespaces/${namespace}/jobs/suspended`,
    headers: { 'content-type': 'application/merge-patch+json' },
    body: { spec: { completions: 3 } },
  },
  {
    name: "a StatefulSet's claims are not changed",
    method: 'PATCH',
    path: `${apps}/statefulsets/none`,
    headers: { 'content-type': 'application/merge-patch+json' },
    body: { spec: { serviceName: 'other' } },
  },
  post('a quota of one pod', `${core}/resourcequotas`, {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: 'few' },
    spec: { hard: { pods: '1' } },
  }),
  {
    name: 'the quota once it counts',
    path: `${core}/resourcequotas/few`,
    until: (body) => (body as { status?: { used?: object } }).status?.used !== undefined,
  },
  post('a pod', `${core}/pods`, {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'box', labels: { app: 'box' } },
    spec: { terminationGracePeriodSeconds: 1, containers: [container] },
  }),
  post('a pod beyond the quota', `${core}/pods`, {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'more' },
    spec: { containers: [container] },
  }),
  { name: 'the log of a container that is not there', path: `${core}/pods/box/log?container=nobody` },
  { name: 'the log of a pod that is not there', path: `${core}/pods/nobody/log` },
  {
    name: 'the warnings about the pod',
    path: `${core}/events?fieldSelector=${encodeURIComponent('type=Warning,involvedObject.name=box,reason=Failed')}`,
    until: (body) => namesOf(body).length >= 2,
  },
  {
    name: 'the pod whose image is not there',
    path: `${core}/pods/box`,
    until: (body) => /ErrImagePull|ImagePullBackOff/.test(JSON.stringify(body)),
  },
  {
    name: 'the log of a container that does not run yet',
    path: `${core}/pods/box/log?container=box`,
  },
  { name: 'the pod removed', method: 'DELETE', path: `${core}/pods/box?gracePeriodSeconds=0` },
]
