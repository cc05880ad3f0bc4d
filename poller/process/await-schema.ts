// The schema at the start: brought up to date, and with `--watch` waited for while the database is away, as later in the run.
import type { Clock } from '../../shared/clock.ts'
import { type Database, DatabaseError, DatabaseRetiredError } from '../../shared/database/database.ts'
import { migrate } from '../../shared/database/migrate.ts'
import { describeError } from '../../shared/errors.ts'
import type { Log } from '../../shared/log.ts'
import type { Liveness } from './liveness.ts'
import type { Mode } from './options.ts'
import { proveHourly } from './prove-hourly.ts'

const longestPauseMs = 5_000

export type AwaitSchemaOptions = {
  database: Database
  holder: string
  clock: Clock
  log: Log
  liveness: Liveness
  stop: AbortSignal
}

/** False when it was stopped meanwhile. The other modes end at once, for whoever starts them again comes soon. */
export async function awaitSchema(
  mode: Mode,
  { database, holder, clock, log, liveness, stop }: AwaitSchemaOptions,
): Promise<boolean> {
  for (let troubles = 0; !stop.aborted; troubles++) {
    try {
      if (mode.do === 'watch') await database.proveSound()
      await migrate(database)
      if (mode.do !== 'watch') await proveHourly(database, holder)
      if (troubles > 0) log.info('outage.ended')
      return true
    } catch (error) {
      if (mode.do !== 'watch' || !isDatabaseAway(error)) throw error
      if (troubles === 0) {
        log.warn({ error: describeError(error) }, 'outage.began')
        // It waits and does not hang: whoever watches it need not start it anew.
        liveness.ready()
      }
      liveness.beat()
    }
    await clock.sleep(Math.min(1_000 * 2 ** troubles, longestPauseMs), stop)
  }
  return false
}

/** It may come back by itself: that is worth waiting for. */
export function isDatabaseAway(error: unknown): boolean {
  return error instanceof DatabaseError && error.kind === 'unavailable' && !(error instanceof DatabaseRetiredError)
}
