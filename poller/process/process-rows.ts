// The rows of the processes behind one poller's row: those with the same set-up on one host share it, and one of them may stop.
import type { Database, Statement } from '../../shared/database/database.ts'
import { now } from '../../shared/database/now.ts'

/** A process that goes on ticking. A single tick has no row: it ends by itself, and says nothing of its end. */
export type OwnProcess = {
  /** The holder of its leases: a later process never has the same. */
  id: string
  pid: number
  /** Whether there is a process with this pid on this machine. */
  isRunning: (pid: number) => boolean
}

export type ProcessRows = {
  pollerId: string
  process: OwnProcess | undefined
  /** A process that has not beaten for so long counts as gone, whatever has its pid by now. */
  silentAfterMs: number
}

/** Behind the statement that writes the poller's row. */
export function beatProcess({ pollerId, process, silentAfterMs }: ProcessRows): Statement[] {
  if (process === undefined) return []
  return [
    {
      sql: `INSERT INTO poller_processes (id, poller_id, pid, last_beat_at) VALUES (:id, :poller_id, :pid, ${now})
        ON CONFLICT (id) DO UPDATE SET last_beat_at = excluded.last_beat_at`,
      args: { id: process.id, poller_id: pollerId, pid: process.pid },
    },
    {
      sql: `DELETE FROM poller_processes WHERE poller_id = :poller_id AND last_beat_at <= ${now} - :silent_ms`,
      args: { poller_id: pollerId, silent_ms: silentAfterMs },
    },
  ]
}

/** The poller's row stays as it is: another process is started soon. */
export async function leave(database: Database, { process }: ProcessRows): Promise<void> {
  if (process !== undefined) await database.write([remove([process.id])])
}

/** The poller has stopped, unless another process of it goes on. */
export async function stop(database: Database, rows: ProcessRows): Promise<void> {
  const { pollerId, silentAfterMs } = rows
  await database.write([
    remove(await findGone(database, rows)),
    {
      sql: `UPDATE pollers SET stopped_at = ${now} WHERE id = :poller_id AND NOT EXISTS (
        SELECT 1 FROM poller_processes WHERE poller_id = :poller_id AND last_beat_at > ${now} - :silent_ms)`,
      args: { poller_id: pollerId, silent_ms: silentAfterMs },
    },
  ])
}

/** This one, and those that were killed. A row with this one's pid is of a process that had it before. */
async function findGone(database: Database, { pollerId, process }: ProcessRows): Promise<string[]> {
  if (process === undefined) return []
  const rows = await database.query<{ id: string; pid: number }>(
    'SELECT id, pid FROM poller_processes WHERE poller_id = :poller_id',
    { poller_id: pollerId },
  )
  return rows.filter(({ pid }) => pid === process.pid || !process.isRunning(pid)).map(({ id }) => id)
}

function remove(ids: string[]): Statement {
  return {
    sql: 'DELETE FROM poller_processes WHERE id IN (SELECT value FROM json_each(:ids))',
    args: { ids: JSON.stringify(ids) },
  }
}
