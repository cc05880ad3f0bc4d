// How long after its pods are ready a store is READY, and how long after its image was not found it is FAILED.
import type { Database } from '../../../../shared/database/database.ts'
import { namespaceOf } from '../../../../shared/ids.ts'
import { eventually } from '../../../support/eventually.ts'
import { openPlane } from '../../loads/open-plane.ts'
import { startBundle } from '../../loads/start-logged.ts'
import { startSandbox } from '../../loads/start-sandbox.ts'
import { watchPods } from '../../loads/watch-pods.ts'
import type { Bench, Figure, Measure, Outcome } from '../../measure.ts'
import { percentile } from '../../statistics.ts'

const pollIntervalSeconds = 5

const inTime: Pick<Figure, 'unit' | 'comparedWith' | 'goals' | 'miss'> = {
  unit: 's',
  comparedWith: 's, the poll interval',
  goals: [{ of: 'value', at: 'most', limit: pollIntervalSeconds + 1 }],
  miss: {
    reason: 'A look begins in time, but waits for its turn on two cores that installs keep busy.',
    next: 'measure with fewer slots of Helm, and on more cores.',
  },
}

export const detectReadyAndFailed: Measure = {
  id: 'detection.stores',
  title: 'From what happens in the cluster to what a store says',
  about:
    'Stores whose pods become ready at moments spread over ten seconds, and as many whose image is not found, at the usual poll interval of 5 s. The moments in the cluster are those at which a watch tells of them, the others those of the events.',
  deadlineMs: 120_000,
  figures: [
    { id: 'ready', name: 'from the last pod ready to READY', unit: 's', goals: [] },
    { id: 'readyP95', name: 'the same, p95', ...inTime },
    { id: 'failed', name: 'from image not found to FAILED', unit: 's', goals: [] },
    { id: 'failedP95', name: 'the same, p95', ...inTime },
  ],
  run,
}

async function run(bench: Bench): Promise<Outcome> {
  const count = bench.quick ? 4 : 20
  const numbers = Array.from({ length: count }, (_, n) => n)
  const [good, broken] = [numbers.map((n) => `slow-${n}`), numbers.map((n) => `broken-${n}`)]
  const sandbox = await startSandbox(bench)
  await sandbox.setScenario({
    rules: [
      { match: { namespace: 'store-broken-*' }, fault: 'image_not_found' },
      ...good.map((name, n) => ({
        match: { namespace: `store-${name}-*` },
        fault: 'slow',
        delayMs: 2_000 + Math.round((10_000 * n) / count),
      })),
    ],
  })
  const seen = await watchPods(bench, sandbox.apiUrl)
  const settings = { ...sandbox.settings, PROVISIONING_POLL_INTERVAL_SECONDS: String(pollIntervalSeconds) }
  const { database, environment } = await openPlane(bench, { names: [...good, ...broken], settings })
  startBundle(bench, { name: 'poller', args: ['--watch'], env: environment })
  const settledAt = await settlements(database, 2 * count)
  const delays = (status: string, since: Map<string, number>) =>
    settledAt
      .filter((one) => one.status === status)
      .map(({ id, at }) => (at - (since.get(namespaceOf(id)) ?? Number.NaN)) / 1_000)
  const ready = required(delays('READY', seen.ready), count)
  const failed = required(delays('FAILED', seen.imageMissing), count)
  const p95 = (values: number[]) => [{ value: percentile(values, 95), beside: pollIntervalSeconds }]
  return {
    rounds: {
      ready: ready.map((value) => ({ value })),
      readyP95: p95(ready),
      failed: failed.map((value) => ({ value })),
      failedP95: p95(failed),
    },
  }
}

type Settlement = { id: string; status: string; at: number }

async function settlements(database: Database, count: number): Promise<Settlement[]> {
  const look = async () => {
    const rows = await database.query<Settlement>(
      `SELECT store_id AS id, to_status AS status, at FROM events WHERE to_status IN ('READY', 'FAILED')`,
    )
    return rows.length >= count && rows
  }
  return eventually(look, { deadlineMs: 90_000, everyMs: 250, what: `${count} settled stores` })
}

function required(delays: number[], count: number): number[] {
  if (delays.length === count && delays.every(Number.isFinite)) return delays
  throw new Error(
    `${delays.filter(Number.isFinite).length} of ${count} stores settled as they should, with a moment to count from`,
  )
}
