// Are the operations of a store as they should be when the chaos is over: one after the other, each ended, and nothing
// written on behalf of one that was cancelled?
import type { Database } from '../../shared/database/database.ts'
import type { Operation } from '../../shared/operations/index.ts'
import { listEvents, localCaller, type Status, type StoreEvent } from '../../shared/stores/index.ts'

type Row = Pick<Operation, 'id' | 'kind' | 'state' | 'step' | 'message' | 'failureCode' | 'createdAt' | 'finishedAt'>
type Judged = { id: string; status: Status; operation_id: string | null }

/** Sentences, one for each thing that is wrong. */
export async function operationFaults(database: Database, store: Judged): Promise<string[]> {
  const operations = await database.query<Row>(
    `SELECT id, kind, state, step, message, failure_code AS failureCode, created_at AS createdAt, finished_at AS finishedAt
      FROM operations WHERE store_id = :id ORDER BY created_at, rowid`,
    { id: store.id },
  )
  const events = await listEvents(database, { caller: localCaller, storeId: store.id, after: 0, limit: 5_000 })
  const faults = [
    ...openFaults(store, operations),
    ...overlapFaults(operations),
    ...operations.flatMap(endFaults),
    ...statusFaults(store, operations.at(-1)),
    ...eventFaults(operations, events),
  ]
  return faults.map((fault) => `${store.id}: ${fault}`)
}

/** The chaos is over and the stores have settled, so there is no reason for an open one. */
function openFaults({ operation_id }: Judged, operations: Row[]): string[] {
  const open = operations.filter(({ finishedAt }) => finishedAt === null)
  return [
    ...open.map(({ id, kind, state, step, message }) => `${kind} ${id} is still ${state} at ${step}: ${message}`),
    ...open.filter(({ id }) => id !== operation_id).map(({ id }) => `${id} is open and nobody works on it`),
    ...(operation_id !== null && open.length === 0 ? [`it points at ${operation_id}, which has ended`] : []),
  ]
}

function overlapFaults(operations: Row[]): string[] {
  const [first] = operations
  const begins = first?.kind === 'create' ? [] : [`its first operation is ${first?.kind ?? 'missing'}`]
  const overlaps = operations.flatMap(({ id, createdAt }, index) => {
    const before = operations[index - 1]
    const isFree = before === undefined || (before.finishedAt !== null && before.finishedAt <= createdAt)
    return isFree ? [] : [`${id} was opened before ${before.id} had ended`]
  })
  return [...begins, ...overlaps]
}

function endFaults({ id, kind, state, message, failureCode, finishedAt }: Row): string[] {
  if (finishedAt === null) return []
  return [
    ...(message === null ? [] : [`${id} has ended ${state} and says "${message}"`]),
    ...(state === 'failed' && failureCode === null ? [`${id} has failed without a reason`] : []),
    ...(kind === 'delete' && state !== 'succeeded' ? [`the deletion ${id} has ended ${state}`] : []),
  ]
}

/** A store is what its last operation has made of it. */
function statusFaults({ status }: Judged, last: Row | undefined): string[] {
  if (last === undefined || last.finishedAt === null) return []
  const expected = last.state === 'succeeded' ? (last.kind === 'delete' ? 'DELETED' : 'READY') : 'FAILED'
  return status === expected ? [] : [`it is ${status} after ${last.kind} ${last.id}, which has ended ${last.state}`]
}

/** An operation writes nothing after its end: after the transition that ended it, and after the first event of a later one. */
function eventFaults(operations: Row[], events: StoreEvent[]): string[] {
  const places = new Map(operations.map(({ id }, place) => [id, place]))
  let firstOpen = 0
  return events.flatMap(({ id, kind, operationId, to, message }) => {
    if (operationId === null) return []
    const place = places.get(operationId)
    if (place === undefined) return [`event ${id} names ${operationId}, which does not exist`]
    if (place < firstOpen) return [`the event ${kind} "${message}" was written after the end of ${operationId}`]
    firstOpen = kind === 'transition' && isSettled(to) ? place + 1 : place
    return []
  })
}

function isSettled(status: Status | null): boolean {
  return status !== null && status !== 'PROVISIONING' && status !== 'DELETING'
}
