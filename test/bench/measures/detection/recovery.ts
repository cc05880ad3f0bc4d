// How long after its poller was killed another one has taken up what it held.
import type { Database } from '../../../../shared/database/database.ts'
import { eventually } from '../../../support/eventually.ts'
import { openPlane } from '../../loads/open-plane.ts'
import { startBundle } from '../../loads/start-logged.ts'
import { startSandbox } from '../../loads/start-sandbox.ts'
import type { Bench, Measure, Outcome } from '../../measure.ts'
import { percentile } from '../../statistics.ts'

const leaseSeconds = 6

export const detectRecovery: Measure = {
  id: 'detection.recovery',
  title: 'From SIGKILL of a poller to its stores in other hands',
  about: `A poller is killed while it installs 20 stores, and another one started at once; the lease is ${leaseSeconds} s here (60 s unless LEASE_TTL_SECONDS says otherwise), which is what a dead poller is waited for.`,
  deadlineMs: 90_000,
  figures: [
    { id: 'taken', name: 'from SIGKILL to taken up again', unit: 's', goals: [] },
    {
      id: 'takenP95',
      name: 'the same, p95',
      unit: 's',
      comparedWith: 's, the lease',
      goals: [{ of: 'value', at: 'most', limit: leaseSeconds + 1 }],
      miss: {
        reason: 'All leases run out at the same moment, and the one poller that is left starts as many Helms at once.',
        next: 'measure with two pollers that are left, as an operator would have.',
      },
    },
  ],
  run,
}

async function run(bench: Bench): Promise<Outcome> {
  const stores = bench.quick ? 5 : 20
  // Slow answers, so that all are still being installed when the poller is killed.
  const sandbox = await startSandbox(bench, ['--latency', '150'])
  const settings = {
    ...sandbox.settings,
    LEASE_TTL_SECONDS: String(leaseSeconds),
    HELM_TIMEOUT_SECONDS: '4',
    HELM_STOP_GRACE_SECONDS: '1',
    HELM_INSTALL_SLOTS: String(stores),
  }
  const names = Array.from({ length: stores }, (_, n) => `held-${n}`)
  const { database, environment } = await openPlane(bench, { names, settings })
  const first = startBundle(bench, { name: 'poller', args: ['--watch'], env: environment })
  const held = await allHeld(database, stores)
  await first.kill()
  const killedMs = performance.now()
  startBundle(bench, { name: 'poller', args: ['--watch'], env: environment })
  const taken = await takenUpAfter(database, held, killedMs)
  return {
    rounds: {
      taken: taken.map((value) => ({ value })),
      takenP95: [{ value: percentile(taken, 95), beside: leaseSeconds }],
    },
  }
}

type Held = { id: string; token: number }

function allHeld(database: Database, stores: number): Promise<Held[]> {
  const look = async () => {
    const rows = await database.query<Held>(
      'SELECT id, lease_token AS token FROM stores WHERE lease_holder IS NOT NULL',
    )
    return rows.length === stores && rows
  }
  return eventually(look, { deadlineMs: 20_000, everyMs: 10, what: `${stores} leases at once` })
}

/** Seconds from the kill until another lease was taken on each, to the hundredth. */
async function takenUpAfter(database: Database, held: Held[], killedMs: number): Promise<number[]> {
  const before = new Map(held.map(({ id, token }) => [id, token]))
  const taken = new Map<string, number>()
  const look = async () => {
    const rows = await database.query<Held>('SELECT id, lease_token AS token FROM stores')
    for (const { id, token } of rows)
      if (token > (before.get(id) ?? token) && !taken.has(id)) taken.set(id, (performance.now() - killedMs) / 1_000)
    return taken.size === held.length
  }
  await eventually(look, { deadlineMs: 60_000, everyMs: 10, what: 'all stores in other hands' })
  return [...taken.values()]
}
