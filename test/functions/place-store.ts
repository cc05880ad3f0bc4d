// Moves a store's row as a poller would, without one, and makes pollers that tick.
import type { Database } from '../../shared/database/database.ts'
import { now } from '../../shared/database/now.ts'
import { moveStore, setRow } from '../support/place-store.ts'

export async function makeReady(database: Database, id: string, { keyId = 'none' }: { keyId?: string } = {}) {
  await moveStore(database, id, 'READY')
  await setRow(database, id, { store: { key_id: keyId } })
}

export async function makeFailed(database: Database, id: string) {
  await moveStore(database, id, 'FAILED')
}

export async function makeDeleted(database: Database, id: string) {
  await moveStore(database, id, 'DELETED')
}

export type Beat = { engines?: object; ageMs?: number; clusterProblem?: string | null; stopped?: boolean }

const all = { woocommerce: { available: true, reason: null }, medusa: { available: true, reason: null } }

export async function beat(
  database: Database,
  id: string,
  { engines = all, ageMs = 0, clusterProblem = null, stopped = false }: Beat = {},
) {
  await database.write([
    {
      sql: `INSERT INTO pollers (id, version, last_tick_at, ticks, stopped_at, cluster_problem, engines, domain, url_template)
        VALUES (:id, '1', ${now} - :age_ms, 3, iif(:stopped, ${now}, NULL), :problem, :engines, 'localhost', 'http://{name}.{domain}')`,
      args: { id, age_ms: ageMs, stopped: Number(stopped), problem: clusterProblem, engines: JSON.stringify(engines) },
    },
  ])
}
