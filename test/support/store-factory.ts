// A store in memory, for what decides from one.
import type { Store } from '../../shared/stores/index.ts'

/** PROVISIONING and queued, but for what is given. */
export function makeStore(over: Partial<Store> = {}): Store {
  return {
    id: 'my-shop-abc123',
    owner: 'default',
    name: 'my-shop',
    engine: 'woocommerce',
    namespace: 'store-my-shop-abc123',
    host: 'my-shop.localhost',
    url: 'http://my-shop.localhost',
    keyId: 'key',
    status: 'PROVISIONING',
    step: 'queued',
    progressMessage: null,
    attempts: 0,
    failureCode: null,
    failureReason: null,
    cause: null,
    recoverable: false,
    replaceRelease: false,
    health: null,
    healthReason: null,
    releaseVersion: null,
    observedMs: 0,
    lastObservedAt: null,
    dueAt: 0,
    lane: 'install',
    leaseToken: 1,
    leaseExpiresAt: null,
    expiredLeases: 0,
    requestId: null,
    createdAt: 0,
    updatedAt: 0,
    startedAt: 0,
    readyAt: null,
    deletedAt: null,
    ...over,
  }
}
