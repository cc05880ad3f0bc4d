// The Kubernetes API as the poller uses it: short LISTs, and two writes (make a namespace, remove it).
import { ClusterError } from './cluster-error.ts'
import type { KubeObject, Listing, ListOptions } from './kube-object.ts'
import { listAll } from './list.ts'
import { type KubeConfigSources, loadKubeConfig } from './load-kube-config.ts'
import { type PodLogOptions, podLog } from './pod-log.ts'
import { describeProxy } from './proxy-from-environment.ts'
import { openRequester, type Requester } from './request.ts'

export { ClusterError } from './cluster-error.ts'
export type { KubeObject } from './kube-object.ts'

type Access = { verb: string; resource: string; subresource?: string; group?: string; namespace?: string }

/** How long the API server has, where that is less than usual. A credential plugin's time is no part of it. */
type Patience = { timeoutMs: number }

type NewNamespace = { name: string; labels: Record<string, string>; annotations?: Record<string, string> }

export type Cluster = {
  /** Through which it is asked, in words; null for a direct connection. */
  proxy: string | null
  list(o: ListOptions): Promise<Listing>
  podLog(o: PodLogOptions): Promise<string>
  /** `exists` also for one that is just being deleted: look at it. */
  createNamespace(o: NewNamespace): Promise<'created' | 'exists'>
  /** `changed`: the namespace of that name has another uid now, and was left alone. */
  deleteNamespace(o: { name: string; uid: string }): Promise<'deleting' | 'absent' | 'changed'>
  getNamespace(name: string): Promise<KubeObject | undefined>
  /** The uid of namespace kube-system, which lives as long as the cluster. */
  identity(o?: Patience): Promise<{ uid: string; serverTimeMs: number }>
  /** For example `v1.34.1`. */
  version(o?: Patience): Promise<string>
  allowed(o: Access): Promise<boolean>
  close(): void
}

export type ClusterOptions = KubeConfigSources & {
  timeoutMs: number
  maxResponseBytes?: number
  /** Ends a credential plugin that runs. */
  signal?: AbortSignal
}

const defaultMaxResponseBytes = 32 * 1024 * 1024

/**
 * Opens no connection. Throws ClusterError `config`, whose message begins with "Failed to load Kubernetes config"; the
 * calls reject with ClusterError, each within `timeoutMs` (a LIST of several pages: each page) once it has its credentials.
 */
export function openCluster({
  timeoutMs,
  maxResponseBytes = defaultMaxResponseBytes,
  signal,
  ...sources
}: ClusterOptions): Cluster {
  const { env } = sources
  const config = loadKubeConfig(sources)
  const requester = openRequester({ config, env, timeoutMs, maxResponseBytes, signal })
  const proxy = config.getCurrentCluster()?.proxyUrl
  return {
    proxy: proxy ? describeProxy(proxy) : null,
    list: (o) => listAll(requester, o),
    podLog: (o) => podLog(requester, o),
    createNamespace: (o) => createNamespace(requester, o),
    deleteNamespace: (o) => deleteNamespace(requester, o),
    getNamespace: (name) => getNamespace(requester, name),
    identity: (o) => identity(requester, o),
    version: (o) => version(requester, o),
    allowed: (o) => allowed(requester, o),
    close: () => requester.close(),
  }
}

const namespaces = '/api/v1/namespaces'

async function createNamespace({ ask }: Requester, metadata: NewNamespace) {
  try {
    const body = { apiVersion: 'v1', kind: 'Namespace', metadata }
    await ask({ method: 'POST', path: namespaces, body })
    return 'created'
  } catch (error) {
    if (error instanceof ClusterError && error.status === 409) return 'exists'
    throw error
  }
}

async function deleteNamespace({ ask }: Requester, { name, uid }: { name: string; uid: string }) {
  try {
    const body = { apiVersion: 'v1', kind: 'DeleteOptions', preconditions: { uid }, propagationPolicy: 'Background' }
    await ask({ method: 'DELETE', path: `${namespaces}/${encodeURIComponent(name)}`, body })
    return 'deleting'
  } catch (error) {
    if (!(error instanceof ClusterError)) throw error
    if (error.status === 404) return 'absent'
    // Older API servers answer a second DELETE with 409 as long as the content is being removed.
    if (error.status === 409) return /all content is removed/.test(error.message) ? 'deleting' : 'changed'
    throw error
  }
}

async function getNamespace({ ask }: Requester, name: string): Promise<KubeObject | undefined> {
  try {
    const { body } = await ask({ method: 'GET', path: `${namespaces}/${encodeURIComponent(name)}` })
    return body as KubeObject
  } catch (error) {
    if (error instanceof ClusterError && error.status === 404) return undefined
    throw error
  }
}

async function identity({ ask }: Requester, patience?: Patience): Promise<{ uid: string; serverTimeMs: number }> {
  const { body, serverTimeMs } = await ask({ method: 'GET', path: `${namespaces}/kube-system`, ...patience })
  const { uid } = (body as KubeObject).metadata
  if (uid === undefined) throw new ClusterError('refused', 'Namespace kube-system has no uid')
  return { uid, serverTimeMs }
}

async function version({ ask }: Requester, patience?: Patience): Promise<string> {
  const { body } = await ask({ method: 'GET', path: '/version', ...patience })
  return String((body as { gitVersion?: unknown }).gitVersion)
}

async function allowed({ ask }: Requester, { group = '', ...access }: Access): Promise<boolean> {
  const [apiVersion, kind] = ['authorization.k8s.io/v1', 'SelfSubjectAccessReview']
  const resourceAttributes = { ...access, group }
  const request = { apiVersion, kind, spec: { resourceAttributes } }
  const { body } = await ask({ method: 'POST', path: `/apis/${apiVersion}/selfsubjectaccessreviews`, body: request })
  return (body as { status?: { allowed?: unknown } }).status?.allowed === true
}
