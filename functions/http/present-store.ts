// A store as the API shows it.
import type { z } from '@hono/zod-openapi'
import type { ListedStore, Progress, Store } from '../../shared/stores/index.ts'
import { presentTime } from './present-time.ts'
import type { createdSchema, storeItemSchema, storeSchema } from './schemas/store-schemas.ts'

export type ProgressOf = ReadonlyMap<string, Progress>

export function presentStore(store: ListedStore, progress: ProgressOf): z.infer<typeof storeSchema> {
  const { id, owner, name, engine, ...rest } = presentItem(store, progress)
  return { id, owner, name, engine, cluster: store.cluster, ...rest }
}

/** The row has its URL from before the install; a shopper can load it from READY on. */
export function presentItem(store: ListedStore, progress: ProgressOf): z.infer<typeof storeItemSchema> {
  const { id, owner, name, engine, namespace, status, health, recoverable } = store
  return {
    id,
    owner,
    name,
    engine,
    namespace,
    helm_release: id,
    status,
    store_url: status === 'READY' ? store.url : null,
    release: presentRelease(store),
    operation: presentOpenOperation(store, progress),
    progress: progress.get(id) ?? null,
    failure_code: store.failureCode,
    failure_reason: store.failureReason,
    recoverable,
    health: status === 'READY' && health !== null ? { status: health, reason: store.healthReason } : null,
    created_at: presentTime(store.createdAt),
    updated_at: presentTime(store.updatedAt),
  }
}

/** Exactly these fields answer a creation. */
export function presentCreated(store: Store): z.infer<typeof createdSchema> {
  const { id, name, engine, namespace, status } = store
  return { id, name, engine, namespace, status, created_at: presentTime(store.createdAt) }
}

/** Null until the store's first install. */
function presentRelease({ release, appliedRelease, defaultRelease }: ListedStore) {
  const name = release ?? appliedRelease
  return name === null ? null : { name, outdated: defaultRelease !== null && name !== defaultRelease }
}

function presentOpenOperation({ id, operation }: ListedStore, progress: ProgressOf) {
  if (operation === null) return null
  const { step, message } = progress.get(id) ?? operation
  return { id: operation.id, kind: operation.kind, step, message }
}
