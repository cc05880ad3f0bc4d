// What the tests of the platform's chart share: the fewest values it can be installed with, and what real Helm makes of them.
import { join } from 'node:path'
import { parseAllDocuments } from 'yaml'
import { run } from '../chart/chart.ts'
import { root } from '../support/process.ts'

export const platformFolder = join(root, 'helm/platform')

export interface Rule {
  apiGroups: string[]
  resources: string[]
  verbs: string[]
}

export interface Container {
  name: string
  image: string
  args: string[]
  env?: { name: string; value?: string }[]
  volumeMounts: { name: string; mountPath: string; readOnly?: boolean }[]
  resources: Record<'requests' | 'limits', { cpu?: string | number; memory?: string } | undefined>
  securityContext: unknown
  livenessProbe?: unknown
  readinessProbe?: unknown
}

export interface PodSpec {
  serviceAccountName: string
  automountServiceAccountToken: boolean
  securityContext: unknown
  terminationGracePeriodSeconds?: number
  hostname?: string
  initContainers?: Container[]
  containers: Container[]
  volumes: { name: string; secret?: { secretName: string; items: { key: string }[] }; projected?: unknown }[]
}

interface Pod {
  metadata: { labels: Record<string, string>; annotations: Record<string, string> }
  spec: PodSpec
}

export interface PlatformManifest {
  kind: string
  metadata: { name: string; namespace?: string; labels: Record<string, string>; annotations?: Record<string, string> }
  rules?: Rule[]
  roleRef?: { kind: string; name: string }
  subjects?: unknown[]
  data?: Record<string, string>
  automountServiceAccountToken?: boolean
  spec?: {
    replicas?: number
    strategy?: { type?: string }
    selector?: Record<string, unknown>
    template?: Pod
    jobTemplate?: { spec: { template: Pod } }
    containers?: Container[]
    [field: string]: unknown
  }
}

const fewestValues = {
  images: {
    functions: { repository: 'registry.example.org/functions' },
    poller: { repository: 'registry.example.org/poller' },
  },
  stores: { baseDomain: 'shops.example.org' },
}

const guarded = {
  networkPolicies: { enabled: true, ingressNamespace: 'ingress', clientNamespaces: ['monitoring'] },
  ingress: { enabled: true, host: 'stores.example.org', className: 'nginx', tls: { enabled: true } },
}
const server = { url: 'libsql://stores.example.org:8443', token: true }

/** The three in which it can be installed: on a file, and on a server with a poller of either mode. */
export const forms = {
  file: { ...guarded, stores: { values: { medusa: { image: 'registry.example.org/medusa:2' } } } },
  server: { ...guarded, database: server, functions: { replicas: 3 }, poller: { replicas: 2 } },
  cronjob: { database: server, functions: { credentials: false }, poller: { mode: 'cronjob' } },
}

type Values = { [field: string]: unknown }

/** Runs `helm template`; `values` are laid over the fewest. */
export function helmPlatform(values: Values = {}) {
  // Without a cluster Helm takes the Kubernetes of its own day.
  const flags = ['--namespace', 'storeplane-system', '--kube-version', '1.34', '-f', '-']
  return run(['template', 'storeplane', platformFolder, ...flags], JSON.stringify(overlaid(fewestValues, values)))
}

export function renderPlatform(values: Values = {}): PlatformManifest[] {
  const { status, stdout, stderr } = helmPlatform(values)
  if (status !== 0) throw new Error(stderr)
  return parseAllDocuments(stdout).map((document) => {
    if (document.errors[0]) throw document.errors[0]
    return document.toJS() as PlatformManifest
  })
}

export const find = (manifests: PlatformManifest[], kind: string, name?: string) =>
  manifests.find((one) => one.kind === kind && (name === undefined || one.metadata.name === name))

/** All pods of a release with who makes them, but for the one of `helm test`. */
export function podsOf(manifests: PlatformManifest[]): { owner: string; pod: Pod }[] {
  return manifests.flatMap(({ kind, metadata, spec }) => {
    const pod = spec?.template ?? spec?.jobTemplate?.spec.template
    return pod ? [{ owner: `${kind}/${metadata.name}`, pod }] : []
  })
}

export const containersOf = (manifests: PlatformManifest[]) =>
  podsOf(manifests).flatMap(({ owner, pod }) =>
    [...(pod.spec.initContainers ?? []), ...pod.spec.containers].map((container) => ({ owner, container })),
  )

function overlaid(under: Values, over: Values): Values {
  const merged = { ...under }
  for (const [field, value] of Object.entries(over)) {
    const below = merged[field]
    merged[field] = isValues(below) && isValues(value) ? overlaid(below, value) : value
  }
  return merged
}

function isValues(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
