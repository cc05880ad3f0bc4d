// What functions must know of the poller's side: the rows that each poller keeps of itself.
import * as z from 'zod'
import type { Database } from '../database/database.ts'
import { now } from '../database/now.ts'
import { type Engine, engines } from '../engines/index.ts'

export type EngineOffer = { available: boolean; reason: string | null }
export type Poller = {
  id: string
  version: string
  lastTickAt: number
  /** For how long it has not ticked, by the database's clock. */
  ageMs: number
  /** When it said that it ends; null while it runs, or where it crashed. */
  stoppedAt: number | null
  clusterAnsweredAt: number | null
  clusterProblem: string | null
  engines: Record<Engine, EngineOffer>
  domain: string
  urlTemplate: string
}

/** The pollers of the last day, latest tick first, at most 100. */
export async function readPollers(database: Database): Promise<Poller[]> {
  const rows = await database.query<Omit<Poller, 'engines'> & { engines: string }>(
    `SELECT id, version, last_tick_at AS lastTickAt, ${now} - last_tick_at AS ageMs, stopped_at AS stoppedAt,
        cluster_answered_at AS clusterAnsweredAt,
        cluster_problem AS clusterProblem, engines, domain, url_template AS urlTemplate
      FROM pollers WHERE last_tick_at > ${now} - 86400000 ORDER BY last_tick_at DESC LIMIT 100`,
  )
  return rows.map((row) => ({ ...row, engines: readOffers(row) }))
}

const writtenOffers = z.record(z.string(), z.unknown()).catch({})
const writtenOffer = z.object({ available: z.boolean(), reason: z.string().nullable() })

/** The poller may be of another version: an engine of which its row says nothing that can be read is not offered by it. */
function readOffers({ id, version, engines: text }: { id: string; version: string; engines: string }) {
  const written = writtenOffers.parse(JSON.parse(text))
  const offers = engines.map((engine): [Engine, EngineOffer] => {
    const reason = `Poller ${id} (version ${version}) does not say that it can install ${engine}; upgrade the poller`
    return [engine, writtenOffer.catch({ available: false, reason }).parse(written[engine])]
  })
  return Object.fromEntries(offers) as Record<Engine, EngineOffer>
}

/** Whether any poller, however long ago, ticked on this database. */
export async function hasEverTicked(database: Database): Promise<boolean> {
  return (await database.query('SELECT 1 FROM pollers LIMIT 1')).length > 0
}
