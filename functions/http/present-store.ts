// A store as the API shows it.
import type { z } from '@hono/zod-openapi'
import type { ListedStore, Store } from '../../shared/stores/index.ts'
import { presentTime } from './present-time.ts'
import type { createdSchema, storeItemSchema, storeSchema } from './schemas/answer-schemas.ts'

export function presentStore(store: Store): z.infer<typeof storeSchema> {
  const { id, name, engine, namespace, ...rest } = presentItem(store)
  return { id, name, engine, namespace, helm_release: id, ...rest, recoverable: store.recoverable }
}

/** The row has its URL from before the install; a shopper can load it from READY on. */
export function presentItem(store: ListedStore): z.infer<typeof storeItemSchema> {
  const { id, name, engine, namespace, status, step, health } = store
  return {
    id,
    name,
    engine,
    namespace,
    status,
    store_url: status === 'READY' ? store.url : null,
    progress: step === null ? null : { step, message: store.progressMessage },
    failure_code: store.failureCode,
    failure_reason: store.failureReason,
    health: status === 'READY' && health !== null ? { status: health, reason: store.healthReason } : null,
    created_at: presentTime(store.createdAt),
    updated_at: presentTime(store.updatedAt),
  }
}

/** CONTRACT: exactly these fields answer a creation. */
export function presentCreated(store: Store): z.infer<typeof createdSchema> {
  const { id, name, engine, namespace, status } = store
  return { id, name, engine, namespace, status, created_at: presentTime(store.createdAt) }
}
