// Says, again and again, that the poller's loop turns: by a file's time of change, and to systemd where it watches.
import { writeFileSync } from 'node:fs'
import type { Clock } from '../../shared/clock.ts'
import { ExitError } from '../../shared/errors.ts'
import type { Log } from '../../shared/log.ts'
import type { ServiceManager } from '../../shared/service-manager.ts'

export type Liveness = {
  /** The poller has what it needs, and its first tick begins. Throws an ExitError with code 2 when the file cannot be written. */
  ready(): void
  /** Called at every turn of the loop; cheap, and says it once a second at most. */
  beat(): void
}

export type LivenessOptions = {
  /** Absent: no file is kept. */
  file: string | undefined
  serviceManager: ServiceManager | undefined
  clock: Clock
  log: Log
}

const everyMs = 1_000

export function openLiveness({ file, serviceManager, clock, log }: LivenessOptions): Liveness {
  let beatAtMs = Number.NEGATIVE_INFINITY
  let trouble = false
  return {
    ready: () => {
      if (file !== undefined) touchFirst(file)
      serviceManager?.ready()
    },
    beat: () => {
      if (clock.monotonicMs() - beatAtMs < everyMs) return
      beatAtMs = clock.monotonicMs()
      serviceManager?.watchdog()
      if (file === undefined) return
      try {
        touch(file)
        trouble = false
      } catch (error) {
        if (!trouble) log.warn({ file, error: (error as Error).message }, 'liveness.not_written')
        trouble = true
      }
    },
  }
}

/** What it holds is for whoever looks; the time of its change is what counts. */
function touch(file: string): void {
  writeFileSync(file, `${process.pid}\n`)
}

function touchFirst(file: string): void {
  try {
    touch(file)
  } catch (error) {
    const problem = (error as NodeJS.ErrnoException).code
    throw new ExitError(
      2,
      `LIVENESS_FILE: cannot write ${file} (${problem}); name a file in a folder that the poller may write`,
    )
  }
}
