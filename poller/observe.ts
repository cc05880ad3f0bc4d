// Looks at the world anew for a chunk of stores: one LIST per kind for all of them, and a URL probe where pods are ready.
import pLimit, { type LimitFunction } from 'p-limit'
import type { ReadinessLimits } from '../shared/config/readiness-limits.ts'
import { engineOf } from '../shared/engines/index.ts'
import type { Release } from '../shared/kubernetes/helm-releases.ts'
import type { Cluster, KubeObject } from '../shared/kubernetes/open-cluster.ts'
import type { WorkloadObjects } from '../shared/kubernetes/workloads.ts'
import type { Store } from '../shared/stores/index.ts'
import type { NamespaceView, Observation } from './observation.ts'
import { definitionOf } from './operations/index.ts'
import type { Verdict } from './readiness/evaluate-readiness.ts'
import type { UrlVerdict } from './readiness/probe-url.ts'

export type ObserveOptions = {
  cluster: Cluster
  installation: string
  limits: ReadinessLimits
  probe: {
    on: boolean
    /** Asks the URLs of these stores only; of all without it. */
    only?: (store: Store) => boolean
    insecure: boolean
    address: string | undefined
    timeoutMs: number
    atOnce: number
  }
}

/**
 * Rejects with a ClusterError when the cluster does not answer; then nothing was learnt of any store. What goes wrong with
 * one store alone is that store's entry, so that it never keeps the others waiting.
 */
export async function observe(stores: Store[], options: ObserveOptions): Promise<Map<string, Observation | Error>> {
  if (stores.length === 0) return new Map()
  const { cluster, installation } = options
  const observers = await loadObservers()
  const ids = stores.map(({ id }) => id)
  const [namespaces, { releases }] = await Promise.all([
    observers.listNamespaces(cluster, { installation, ids }),
    observers.listReleases(cluster, ids),
  ])
  const watched = stores.filter((store) => needsWorkloads(store, releases.get(store.id)))
  const workloads = await observers.listWorkloads(cluster, { installation, ids: watched.map(({ id }) => id) })
  const limit = pLimit(options.probe.atOnce)
  const observed = stores.map(async (store): Promise<[string, Observation | Error]> => {
    const facts = {
      namespace: namespaces.get(store.id),
      release: releases.get(store.id),
      objects: workloads.get(store.id),
    }
    return [store.id, await observeOne(store, facts, { observers, limit, options }).catch(asError)]
  })
  return new Map(await Promise.all(observed))
}

type Facts = { namespace: KubeObject | undefined; release: Release | undefined; objects: WorkloadObjects | undefined }
type ObserveContext = { observers: Observers; limit: LimitFunction; options: ObserveOptions }

async function observeOne(
  store: Store,
  { namespace, release, objects }: Facts,
  { observers, limit, options }: ObserveContext,
): Promise<Observation> {
  const readiness = objects ? await evaluateStore({ store, objects, options, observers }) : null
  const url = readiness?.kind === 'ready' ? await limit(() => probe(store, options, observers.probeStore)) : null
  const setupComplete = objects?.jobs.some(observers.isSetupComplete) ?? false
  return { namespace: view(namespace), release: release ?? null, readiness, setupComplete, url }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}

/** Loaded with the first store to look at: an idle tick pays for none of them. */
async function loadObservers() {
  const [releases, workloads, readiness, faults, setup, probe] = await Promise.all([
    import('../shared/kubernetes/helm-releases.ts'),
    import('../shared/kubernetes/workloads.ts'),
    import('./readiness/evaluate-readiness.ts'),
    import('./readiness/pending-fault.ts'),
    import('./readiness/setup-complete.ts').then(({ isSetupComplete }) => ({ isSetupComplete })),
    import('./readiness/probe-url.ts'),
  ])
  return { ...releases, ...workloads, ...readiness, ...faults, ...setup, ...probe }
}

/** What is being removed, or not installed yet, has no readiness. */
function needsWorkloads({ operation }: Store, release: Release | undefined): boolean {
  const isWatched = operation === null || definitionOf(operation.kind).watchesWorkloads
  return isWatched && release?.status === 'deployed'
}

type Observers = Awaited<ReturnType<typeof loadObservers>>
type EvaluateStore = { store: Store; objects: WorkloadObjects; options: ObserveOptions; observers: Observers }

/** Events cost a request for each store, so they are asked for only where the objects alone do not say why. */
async function evaluateStore({
  store,
  objects,
  options: { cluster, limits },
  observers: { evaluateReadiness, parsePendingFault },
}: EvaluateStore): Promise<Verdict> {
  const input = {
    ...needed(store, objects),
    pendingFault: parsePendingFault(store.operation?.pendingFault ?? null),
    nowMs: store.operation?.observedMs ?? 0,
    limits,
    wasReady: store.status === 'READY',
  }
  const first = evaluateReadiness({ ...input, events: [] })
  if (first.kind !== 'waiting' || !first.wantsEvents) return first
  const { namespace } = store
  const { items } = await cluster.list({ resource: 'events', namespace, fieldSelector: 'type=Warning', limit: 100 })
  return evaluateReadiness({ ...input, events: items })
}

/** A Job that has done its work may be tidied away; the set-up is no part of a store that has it behind it. */
function needed({ engine, status, setupComplete }: Store, objects: WorkloadObjects) {
  const { parts } = engineOf(engine)
  if (status !== 'READY' && !setupComplete) return { workloads: objects, expected: parts }
  return { workloads: { ...objects, jobs: [] }, expected: parts.filter((part) => part !== 'setup') }
}

async function probe(
  store: Store,
  { probe: { on, only, insecure, address, timeoutMs } }: ObserveOptions,
  probeStore: Observers['probeStore'],
): Promise<UrlVerdict | null> {
  if (!on || store.url === null || only?.(store) === false) return null
  return probeStore({ engine: store.engine, url: store.url, insecure, timeoutMs, ...(address ? { address } : {}) })
}

function view(namespace: KubeObject | undefined): NamespaceView | null {
  if (namespace === undefined) return null
  const { uid = '', deletionTimestamp } = namespace.metadata
  return { uid, terminating: deletionTimestamp !== undefined, blockedBy: blockersOf(namespace) }
}

/** The API server's own words on what keeps a namespace from going; of finalizers of its own it says nothing. */
export function blockersOf({ metadata, status }: KubeObject): string | null {
  const conditions = (status?.['conditions'] ?? []) as { type: string; status: string; message?: string }[]
  const telling = conditions.filter(({ type, status: is }) => is === 'True' && /Remaining|Failure/.test(type))
  const own = metadata.finalizers?.length ? [`The namespace has finalizers: ${metadata.finalizers.join(', ')}`] : []
  const told = [...telling.map(({ message = '' }) => message), ...own]
  return told.length === 0 ? null : told.join('; ')
}
