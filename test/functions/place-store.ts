// Moves a store's row as a poller would, without one.
import type { Database } from '../../shared/database/database.ts'
import { now } from '../../shared/database/now.ts'

const settled = `step = NULL, progress_message = NULL, due_at = NULL, updated_at = ${now}`

export async function makeReady(database: Database, id: string, { keyId = 'none' }: { keyId?: string } = {}) {
  await database.write([
    {
      sql: `UPDATE stores SET status = 'READY', health = 'healthy', ready_at = ${now}, host = id || '.localhost',
        url = 'http://' || id || '.localhost', key_id = ?, ${settled} WHERE id = ?`,
      args: [keyId, id],
    },
  ])
}

export async function makeFailed(database: Database, id: string) {
  await database.write([
    {
      sql: `UPDATE stores SET status = 'FAILED', failure_code = 'crash_loop', failure_reason = 'Pods not ready: web',
        failed_at = ${now}, ${settled} WHERE id = ?`,
      args: [id],
    },
  ])
}

export async function makeDeleted(database: Database, id: string) {
  await database.write([
    { sql: `UPDATE stores SET status = 'DELETED', deleted_at = ${now}, ${settled} WHERE id = ?`, args: [id] },
  ])
}

export type Beat = { engines?: object; ageMs?: number; clusterProblem?: string | null }

const all = { woocommerce: { available: true, reason: null }, medusa: { available: true, reason: null } }

export async function beat(
  database: Database,
  id: string,
  { engines = all, ageMs = 0, clusterProblem = null }: Beat = {},
) {
  await database.write([
    {
      sql: `INSERT INTO pollers (id, version, last_tick_at, ticks, cluster_problem, engines, domain, url_template)
        VALUES (?, '1', ${now} - CAST(? AS INTEGER), 3, ?, ?, 'localhost', 'http://{name}.{domain}')`,
      args: [id, ageMs, clusterProblem, JSON.stringify(engines)],
    },
  ])
}
