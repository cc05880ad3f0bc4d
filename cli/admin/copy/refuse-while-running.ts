// Signs of life in a database: a poller that ticked a moment ago and was not stopped since, a lease that is held.
import type { Database } from '../../../shared/database/database.ts'
import { now } from '../../../shared/database/now.ts'
import { ExitError } from '../../../shared/errors.ts'

/** A poller that lives writes its row every 10 seconds. */
const silentAfterMs = 30_000

/** Of functions there is no sign but what they write: the comparison finds that. */
export async function refuseWhileRunning(database: Database): Promise<void> {
  const pollers = await database.query<{ id: string; agoMs: number }>(
    `SELECT id, ${now} - last_tick_at AS agoMs FROM pollers
      WHERE last_tick_at > ${now} - ${silentAfterMs} AND stopped_at IS NULL ORDER BY id LIMIT 10`,
  )
  const leases = await database.query<{ name: string; leftMs: number }>(
    `SELECT id AS name, lease_expires_at - ${now} AS leftMs FROM stores WHERE lease_holder IS NOT NULL AND lease_expires_at > ${now}
      UNION ALL SELECT name, expires_at - ${now} FROM leases WHERE expires_at > ${now} LIMIT 10`,
  )
  const signs = [
    ...pollers.map(({ id, agoMs }) => `the poller ${id} ticked ${seconds(agoMs)} ago`),
    ...leases.map(({ name, leftMs }) => `${name} is leased for another ${seconds(leftMs)}`),
  ]
  if (signs.length === 0) return
  const waitMs = Math.max(...pollers.map(({ agoMs }) => silentAfterMs - agoMs), ...leases.map(({ leftMs }) => leftMs))
  throw new ExitError(
    1,
    `${database.location} is in use: ${signs.join('; ')}. Stop functions and pollers, and run this again in ${seconds(waitMs)}`,
  )
}

function seconds(ms: number): string {
  return `${Math.max(Math.ceil(ms / 1_000), 0)} s`
}
