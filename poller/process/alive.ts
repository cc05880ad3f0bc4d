// `poller --alive`: does the poller that keeps LIVENESS_FILE still turn? For health checks of containers and the like.
import { statSync } from 'node:fs'
import type { Clock } from '../../shared/clock.ts'
import type { Environment } from '../../shared/config/environment.ts'
import { readVariables } from '../../shared/config/read-variables.ts'
import { ExitError } from '../../shared/errors.ts'

export type AliveOptions = {
  environment: Environment
  directory: string
  clock: Clock
  print: (line: string) => void
}

/** Longer than any turn of the loop with a database that answers slowly: its calls end after 5 s each. */
const deadAfterMs = 60_000

/** Returns 0 (it does) or 1. Throws an ExitError with code 2 where no file is named. */
export function alive({ clock, print, ...surroundings }: AliveOptions): 0 | 1 {
  const { LIVENESS_FILE: file } = readVariables(['LIVENESS_FILE'], surroundings)
  if (file === undefined)
    throw new ExitError(2, 'LIVENESS_FILE is not set: set it to the same file for the poller and for this check')
  const changedMs = statSync(file, { throwIfNoEntry: false })?.mtimeMs
  if (changedMs === undefined) {
    print(`not alive: no poller has begun to keep ${file}`)
    return 1
  }
  const ageMs = Math.max(clock.nowMs() - changedMs, 0)
  const seen = `the poller's loop turned ${Math.round(ageMs / 1_000)} s ago (${file})`
  print(ageMs < deadAfterMs ? `alive: ${seen}` : `not alive: ${seen}, and must within ${deadAfterMs / 1_000} s`)
  return ageMs < deadAfterMs ? 0 : 1
}
