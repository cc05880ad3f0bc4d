// A store in memory with an open operation, for what decides from one.
import { firstStep, kindTraits, type Operation, type OperationKind, queueOf } from '../../shared/operations/index.ts'
import type { BusyStore } from '../../shared/stores/index.ts'

function makeOperation(over: Partial<Operation> = {}): Operation {
  const kind: OperationKind = over.kind ?? 'create'
  return {
    id: 'op_abcdefgh12345678',
    storeId: 'my-shop-abc123',
    owner: 'default',
    kind,
    state: 'running',
    step: firstStep(kind).name,
    message: null,
    checkpoint: null,
    params: '{}',
    result: null,
    attempts: 0,
    pendingFault: null,
    observedMs: 0,
    lastObservedAt: null,
    failureCode: null,
    failureReason: null,
    actor: 'local:default',
    cancelledBy: null,
    requestId: null,
    createdAt: 0,
    startedAt: 0,
    finishedAt: null,
    ...over,
  }
}

/** Queued for its `create`, but for what is given; its status and queue follow the operation. */
export function makeStore(
  over: Partial<Omit<BusyStore, 'operation'>> & { operation?: Partial<Operation> } = {},
): BusyStore {
  const operation = makeOperation(over.operation)
  return {
    id: 'my-shop-abc123',
    owner: 'default',
    name: 'my-shop',
    cluster: 'default',
    engine: 'woocommerce',
    namespace: 'store-my-shop-abc123',
    host: 'my-shop.localhost',
    url: 'http://my-shop.localhost',
    adminEmail: 'admin@my-shop.localhost',
    keyId: 'key',
    release: null,
    appliedRelease: null,
    defaultRelease: null,
    setupComplete: false,
    status: kindTraits[operation.kind].during,
    failureCode: null,
    failureReason: null,
    recoverable: false,
    health: null,
    healthReason: null,
    helmRevision: null,
    queue: queueOf(operation.kind, operation.step),
    dueAt: 0,
    leaseToken: 1,
    leaseExpiresAt: null,
    expiredLeases: 0,
    createdAt: 0,
    updatedAt: 0,
    startedAt: 0,
    readyAt: null,
    deletedAt: null,
    ...over,
    operation,
  }
}
