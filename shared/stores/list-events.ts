// The timeline of one store or of all that a caller sees, in the order in which it happened.
import type { Database } from '../database/database.ts'
import type { Step } from '../operations/kinds.ts'
import { type Caller, ownedBy } from './caller.ts'
import type { Status } from './state-machine.ts'

export const eventKinds = [
  'transition',
  'step',
  'attempt',
  'health',
  'outage',
  'evidence',
  'credentials_revealed',
  'note',
] as const
export type EventKind = (typeof eventKinds)[number]

export type StoreEvent = {
  id: number
  storeId: string
  owner: string
  operationId: string | null
  at: number
  kind: EventKind
  from: Status | null
  to: Status | null
  step: Step | null
  code: string | null
  message: string | null
  /** `<key id>:<owner>`, `local:<owner>`, `poller` or `schedule`. */
  actor: string
  requestId: string | null
  evidence: string | null
}

/** Events with an id above `after`, oldest first, at most `limit`. */
export async function listEvents(
  database: Database,
  { caller, storeId, after, limit }: { caller: Caller; storeId?: string | undefined; after: number; limit: number },
): Promise<StoreEvent[]> {
  const owned = ownedBy(caller)
  const ofStore = storeId === undefined ? '1 = 1' : 'store_id = :store_id'
  return database.query<StoreEvent>(
    `SELECT id, store_id AS storeId, owner, operation_id AS operationId, at, kind, from_status AS "from", to_status AS "to",
        step, code, message, actor, request_id AS requestId, evidence
      FROM events WHERE ${owned.condition} AND ${ofStore} AND id > :after ORDER BY id LIMIT :limit`,
    { ...owned.args, ...(storeId === undefined ? {} : { store_id: storeId }), after, limit },
  )
}

/** The id of the latest event of all owners, 0 where there is none. */
export async function latestEventId(database: Database): Promise<number> {
  const [row] = await database.query<{ id: number }>('SELECT coalesce(max(id), 0) AS id FROM events')
  return row?.id ?? 0
}
