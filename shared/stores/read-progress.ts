// What a store that is being worked on says of its progress: its step, and where it waits for a poller, for whom and how long.
import type { Database } from '../database/database.ts'
import { now } from '../database/now.ts'
import type { Step } from '../operations/kinds.ts'
import type { Operation } from '../operations/operation.ts'
import { type QueuePosition, readPositions } from './read-positions.ts'

/** A poller that has not ticked for so long is not running. */
export const silentAfterMs = 5 * 60_000

/** `position`: how many stores are claimed before it. */
export type Progress = { step: Step; message: string | null; position?: number }
type Shown = { id: string; cluster: string; operation: Pick<Operation, 'state' | 'step' | 'message'> | null }

/** Of the stores with an open operation. Reads nothing where there is none, and at most twice for all of them together. */
export async function readProgress(database: Database, stores: readonly Shown[]): Promise<Map<string, Progress>> {
  const open = stores.filter(hasOperation)
  if (open.length === 0) return new Map()
  const served = await readServedClusters(database)
  const queued = open.filter(({ cluster, operation }) => served.has(cluster) && operation.state === 'queued')
  const positions = await readPositions(
    database,
    queued.map(({ id }) => id),
  )
  return new Map(
    open.map(({ id, cluster, operation }) => [
      id,
      served.has(cluster) ? progressOf(operation, positions.get(id)) : { step: operation.step, message: noPoller },
    ]),
  )
}

/** What a store says that no poller would work on. */
export const noPoller = 'No poller is running'

function hasOperation<S extends Shown>(store: S): store is S & { operation: NonNullable<S['operation']> } {
  return store.operation !== null
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

/** The clusters for which a poller ticks. */
async function readServedClusters(database: Database): Promise<Set<string>> {
  const rows = await database.query<{ cluster: string }>(
    `SELECT DISTINCT cluster FROM pollers WHERE stopped_at IS NULL AND last_tick_at > ${now} - :silent_ms`,
    { silent_ms: silentAfterMs },
  )
  return new Set(rows.map(({ cluster }) => cluster))
}
