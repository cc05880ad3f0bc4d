// Why stores may have to wait, as sentences about the pollers and the clock; none where a poller is running and reaches its cluster.
import { describeClockStep, readClockStepMs } from '../../shared/database/clock-step.ts'
import type { Database } from '../../shared/database/database.ts'
import { hasEverTicked, type Poller, readPollers, silentAfterMs } from '../../shared/stores/index.ts'
import { presentTime } from './present-time.ts'

/** `pollers` are those of the last day, latest tick first. */
export async function degradedReasons(database: Database, pollers?: Poller[]): Promise<string[]> {
  const stepMs = await readClockStepMs(database)
  const ofClock = stepMs > 0 ? [describeClockStep(database, stepMs)] : []
  return [...(await reasonsOfPollers(database, pollers)), ...ofClock]
}

async function reasonsOfPollers(database: Database, pollers?: Poller[]): Promise<string[]> {
  const known = pollers ?? (await readPollers(database))
  const [latest] = known
  if (latest === undefined)
    return (await hasEverTicked(database))
      ? [`no poller has ticked on ${database.location} for more than a day`]
      : [`no poller has ever ticked on ${database.location}`]
  const running = known.filter(isTicking)
  if (running.length === 0) return [silence(latest, database.location)]
  return running.flatMap(({ id, clusterProblem }) =>
    clusterProblem === null ? [] : [`the cluster is out of reach of poller ${id}: ${clusterProblem}`],
  )
}

/** One that stopped cleanly is not running from that moment on. */
export function isTicking({ ageMs, stoppedAt }: Poller): boolean {
  return stoppedAt === null && ageMs <= silentAfterMs
}

function silence({ id, ageMs, stoppedAt }: Poller, location: string): string {
  if (stoppedAt !== null) return `no poller is running: the last, ${id}, stopped at ${presentTime(stoppedAt)}`
  return `no poller has ticked on ${location} for ${Math.floor(ageMs / 60_000)} minutes; the last was ${id}`
}
