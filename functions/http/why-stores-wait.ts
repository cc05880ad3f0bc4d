// Sentences about the poller's side for whoever asks why stores wait; none where a poller ticks and reaches its cluster.
import type { Database } from '../../shared/database/database.ts'
import { hasEverTicked, type Poller, readPollers } from '../../shared/stores/index.ts'

const silentAfterMs = 5 * 60_000

/** `pollers` are those of the last day, latest tick first. */
export async function whyStoresWait(database: Database, pollers?: Poller[]): Promise<string[]> {
  const known = pollers ?? (await readPollers(database))
  const [latest] = known
  if (latest === undefined)
    return (await hasEverTicked(database))
      ? [`no poller has ticked on ${database.location} for more than a day`]
      : [`no poller has ever ticked on ${database.location}`]
  const alive = known.filter(isTicking)
  if (alive.length === 0) return [silence(latest, database.location)]
  return alive.flatMap(({ id, clusterProblem }) =>
    clusterProblem === null ? [] : [`the cluster is out of reach of poller ${id}: ${clusterProblem}`],
  )
}

export function isTicking({ ageMs }: Poller): boolean {
  return ageMs <= silentAfterMs
}

function silence({ id, ageMs }: Poller, location: string): string {
  return `no poller has ticked on ${location} for ${Math.floor(ageMs / 60_000)} minutes; the last was ${id}`
}
