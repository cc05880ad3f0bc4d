// At how many listeners of one functions process, and at how many events a second, something gives.
import { endpoints, targetOf } from '../../loads/endpoints.ts'
import { type HttpHome, openHttpHome } from '../../loads/http-home.ts'
import { type Listeners, openListeners } from '../../loads/listen.ts'
import { load } from '../../loads/load.ts'
import { type Found, searchLimit } from '../../loads/search-limit.ts'
import type { Bench, Limit, Measure, Outcome } from '../../measure.ts'
import { percentile } from '../../statistics.ts'

const lateMs = 1_000

export const limitListenersAndEvents: Measure = {
  id: 'limits.listeners',
  title: 'How many listeners, and how many events',
  about: `Listeners to the stream of events of one functions process while 20 stores a second are asked for, more and more of them; then 100 listeners, and more and more stores a second. It gives where a listener is refused or cut off, or where one event in a hundred comes later than ${lateMs} ms.`,
  deadlineMs: 90_000,
  figures: [
    { id: 'late', name: 'p99 from event to listener, 100 listeners, 20 stores a second', unit: 'ms', goals: [] },
  ],
  run,
}

async function run(bench: Bench): Promise<Outcome> {
  const home = await openHttpHome(bench)
  const seconds = bench.quick ? 1 : 2
  const listeners = openListeners(home.apiUrl, home.operators)
  bench.defer(() => listeners.close())
  const press = (perSecond: number) => pressAndHear(home, listeners, { perSecond, seconds })
  const usual: number[] = []
  const byCount = await searchLimit(
    bench,
    bench.quick ? [20, 50] : [100, 200, 400, 800, 1_000, 1_001],
    async (count) => {
      const refused = await listeners.add(count - listeners.count())
      if (refused !== null)
        return `the next listener is answered ${refused}: a process serves so many streams and no more`
      const { late, gave } = await press(20)
      usual.push(late)
      return gave
    },
  )
  listeners.close()
  const few = openListeners(home.apiUrl, home.operators)
  bench.defer(() => few.close())
  await few.add(bench.quick ? 20 : 100)
  const byRate = await searchLimit(
    bench,
    bench.quick ? [20, 50] : [50, 100, 200, 400, 800, 1_600],
    async (perSecond) => (await pressAndHear(home, few, { perSecond, seconds })).gave,
  )
  return {
    rounds: { late: usual.slice(0, 1).map((value) => ({ value })) },
    limits: [inWords('listeners to events, one functions process', 'listeners', byCount), eventsInWords(byRate)],
  }
}

async function pressAndHear(
  home: HttpHome,
  listeners: Listeners,
  { perSecond, seconds }: { perSecond: number; seconds: number },
): Promise<{ late: number; gave: string | null }> {
  const product = targetOf(home, endpoints.create)
  listeners.takeLateMs()
  const { perSecond: reached } = await load(product, { seconds, perSecond })
  // The last ones are still under way.
  await new Promise((resolve) => setTimeout(resolve, lateMs))
  const heard = listeners.takeLateMs()
  const late = percentile(heard, 99)
  if (listeners.lost() > 0)
    return { late, gave: `${listeners.lost()} listeners were cut off, for they read too slowly` }
  if (reached < perSecond * 0.8)
    return { late, gave: `only ${Math.round(reached)} stores a second were taken: the process has no time for more` }
  return { late, gave: late > lateMs ? `one event in a hundred comes ${Math.round(late)} ms late or more` : null }
}

function inWords(of: string, unit: string, { held, gaveAt, what }: Found): Limit {
  const carries = `${held.toLocaleString('en-US')} ${unit}`
  return { of, carries, givesAt: gaveAt?.toLocaleString('en-US') ?? null, what: what ?? 'the search ended there' }
}

function eventsInWords(found: Found): Limit {
  return inWords('events, 100 listeners to one functions process', 'a second', found)
}
