// At how many pollers on one database file, all of them idle, something gives.
import { cpuSeconds } from '../../loads/cpu-time.ts'
import { revealTarget } from '../../loads/endpoints.ts'
import { openHttpHome } from '../../loads/http-home.ts'
import { load } from '../../loads/load.ts'
import { searchLimit } from '../../loads/search-limit.ts'
import { type LoggedProgram, startBundle } from '../../loads/start-logged.ts'
import { startSandbox } from '../../loads/start-sandbox.ts'
import type { Bench, Measure, Outcome } from '../../measure.ts'

const slowestMs = 100
const perSecond = 50

export const limitPollers: Measure = {
  id: 'limits.pollers',
  title: 'How many pollers on one database file',
  about: `More and more pollers that wait for work (--watch) on one database file, while the API makes ${perSecond} durable writes a second. It gives where p99 of the answers is above ${slowestMs} ms.`,
  deadlineMs: 90_000,
  figures: [
    { id: 'cpu', name: 'processor time of one waiting poller in a second', unit: 'ms', goals: [] },
    {
      id: 'p99',
      name: 'p99 of a write over the API beside one waiting poller',
      unit: 'ms',
      comparedWith: 'ms without a poller',
      goals: [],
    },
  ],
  run,
}

async function run(bench: Bench): Promise<Outcome> {
  const { quick } = bench
  const home = await openHttpHome(bench, { settled: true })
  const sandbox = await startSandbox(bench)
  const env = { ...home.environment, ...sandbox.settings, STORE_CHECK_INTERVAL_SECONDS: '0' }
  const pollers: LoggedProgram[] = []
  await load(revealTarget(home), { seconds: 1.5 })
  const seconds = quick ? 1 : 3
  const alone = await load(revealTarget(home), { seconds, perSecond })
  const seen: { cpuMs: number; p99Ms: number }[] = []
  const found = await searchLimit(bench, quick ? [1, 2] : [1, 2, 4, 8, 16, 32], async (count) => {
    while (pollers.length < count) pollers.push(startBundle(bench, { name: 'poller', args: ['--watch'], env }))
    await Promise.all(pollers.map((poller) => poller.printed(/(poller\.started)/)))
    const before = pollers.map(({ pid }) => cpuSeconds(pid))
    const { p99Ms } = await load(revealTarget(home), { seconds, perSecond })
    const used = pollers.reduce((sum, { pid }, n) => sum + cpuSeconds(pid) - (before[n] ?? 0), 0)
    seen.push({ cpuMs: (used * 1_000) / seconds / count, p99Ms })
    return p99Ms > slowestMs
      ? `p99 of a write is ${Math.round(p99Ms)} ms: claims and answers wait for the one lock of the file`
      : null
  })
  return {
    rounds: {
      cpu: seen.slice(0, 1).map(({ cpuMs }) => ({ value: cpuMs })),
      p99: seen.slice(0, 1).map(({ p99Ms }) => ({ value: p99Ms, beside: alone.p99Ms })),
    },
    limits: [
      {
        of: 'pollers on one database file',
        carries: `${found.held} pollers`,
        givesAt: found.gaveAt === null ? null : `${found.gaveAt} pollers`,
        what: found.what ?? 'the search ended there',
      },
    ],
  }
}
