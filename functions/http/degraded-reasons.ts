// Why stores may have to wait, as sentences about the pollers and the clock; none where a poller is running and reaches its cluster.
import { describeClockStep, readClockStepMs } from '../../shared/database/clock-step.ts'
import type { Database } from '../../shared/database/database.ts'
import { hasEverTicked, type Poller, readPollers, silentAfterMs } from '../../shared/stores/index.ts'
import { presentTime } from './present-time.ts'
import type { Reason } from './tell-reason.ts'

/** `pollers` are those of the last day, latest tick first. */
export async function degradedReasons(database: Database, pollers?: Poller[]): Promise<Reason[]> {
  const stepMs = await readClockStepMs(database)
  const ofClock =
    stepMs > 0
      ? [{ inside: describeClockStep(database, stepMs), outside: 'the clock of the database was set back' }]
      : []
  return [...(await reasonsOfPollers(database, pollers)), ...ofClock]
}

async function reasonsOfPollers(database: Database, pollers?: Poller[]): Promise<Reason[]> {
  const known = pollers ?? (await readPollers(database))
  const [latest] = known
  const on = ` on ${database.location}`
  if (latest === undefined)
    return [
      (await hasEverTicked(database))
        ? {
            inside: `no poller has ticked${on} for more than a day`,
            outside: 'no poller has ticked for more than a day',
          }
        : { inside: `no poller has ever ticked${on}`, outside: 'no poller has ever ticked' },
    ]
  const running = known.filter(isTicking)
  if (running.length === 0) return [silence(latest, on)]
  return running.flatMap(({ id, clusterProblem }) =>
    clusterProblem === null
      ? []
      : [
          {
            inside: `the cluster is out of reach of poller ${id}: ${clusterProblem}`,
            outside: 'a poller cannot reach its cluster',
          },
        ],
  )
}

/** One that stopped cleanly is not running from that moment on. */
export function isTicking({ ageMs, stoppedAt }: Poller): boolean {
  return stoppedAt === null && ageMs <= silentAfterMs
}

function silence({ id, ageMs, stoppedAt }: Poller, on: string): Reason {
  if (stoppedAt !== null)
    return {
      inside: `no poller is running: the last, ${id}, stopped at ${presentTime(stoppedAt)}`,
      outside: 'no poller is running',
    }
  const minutes = `${Math.floor(ageMs / 60_000)} minutes`
  return {
    inside: `no poller has ticked${on} for ${minutes}; the last was ${id}`,
    outside: `no poller has ticked for ${minutes}`,
  }
}
