// What a store that is being worked on says of its progress: its step, and where it waits for a poller, for whom and how long.
import type { Database } from '../database/database.ts'
import { now } from '../database/now.ts'
import type { Step } from '../operations/kinds.ts'
import { queuedMessage } from '../operations/open-operation.ts'
import type { Operation } from '../operations/operation.ts'
import { type QueuePosition, readPositions } from './read-positions.ts'

/** A poller that has not ticked for so long is not running. */
export const silentAfterMs = 5 * 60_000

/** `position`: how many stores are claimed before it. */
export type Progress = { step: Step; message: string | null; position?: number }
type Shown = { id: string; cluster: string; operation: Pick<Operation, 'state' | 'step' | 'message'> | null }

/** Of the stores with an open operation. Reads nothing where there is none, and at most three times for all of them together. */
export async function readProgress(database: Database, stores: readonly Shown[]): Promise<Map<string, Progress>> {
  const open = stores.filter(hasOperation)
  if (open.length === 0) return new Map()
  const served = await readServedClusters(database)
  const waiting = open.filter(({ cluster, operation }) => served.has(cluster) && isUnbegun(operation))
  const positions = await readPositions(database, idsOf(waiting))
  const claimed = await readClaimed(database, idsOf(waiting.filter(({ operation }) => operation.state === 'running')))
  return new Map(
    open.map(({ id, cluster, operation }) => {
      const { step } = operation
      if (!served.has(cluster)) return [id, { step, message: noPoller }]
      if (claimed.has(id)) return [id, { step, message: claimedMessage }]
      return [id, progressOf(operation, positions.get(id))]
    }),
  )
}

/** What a store says that a poller has a lease on, and that it has not written anything of yet: it may have died since. */
const claimedMessage = 'Claimed by a poller'

/** What a store says that no poller would work on. */
export const noPoller = 'No poller is running'

function hasOperation<S extends Shown>(store: S): store is S & { operation: NonNullable<S['operation']> } {
  return store.operation !== null
}

/** Whatever its state is: a poller that was stopped or died right after its claim leaves it running. */
function isUnbegun({ message }: NonNullable<Shown['operation']>): boolean {
  return message === queuedMessage
}

function idsOf(stores: readonly Shown[]): string[] {
  return stores.map(({ id }) => id)
}

function progressOf(
  { step, message }: Pick<Operation, 'step' | 'message'>,
  position: QueuePosition | undefined,
): Progress {
  if (position === undefined) return { step, message }
  const { ahead, atLeast } = position
  const count = ahead === 0 ? 'next' : `${atLeast ? 'at least ' : ''}${ahead} ahead`
  return { step, message: `Queued, ${count}`, position: ahead }
}

/** Those of the stores in `ids` on which a lease is held. */
async function readClaimed(database: Database, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await database.query<{ id: string }>(
    `SELECT id FROM stores WHERE id IN (SELECT value FROM json_each(:ids)) AND lease_expires_at > ${now}`,
    { ids: JSON.stringify(ids) },
  )
  return new Set(rows.map(({ id }) => id))
}

/** The clusters for which a poller ticks. */
async function readServedClusters(database: Database): Promise<Set<string>> {
  const rows = await database.query<{ cluster: string }>(
    `SELECT DISTINCT cluster FROM pollers WHERE stopped_at IS NULL AND last_tick_at > ${now} - :silent_ms`,
    { silent_ms: silentAfterMs },
  )
  return new Set(rows.map(({ cluster }) => cluster))
}
