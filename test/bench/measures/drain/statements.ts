// What a store costs the database from its row to READY: the poller's own loop in this process, on a database that counts.

import { nextRequeueAfterMs } from '../../../../poller/leases/index.ts'
import { knownKinds } from '../../../../poller/operations/index.ts'
import { connector } from '../../../../poller/process/connect.ts'
import { openHeartbeat } from '../../../../poller/process/heartbeat.ts'
import { openOwnRelease } from '../../../../poller/process/own-release.ts'
import { tick } from '../../../../poller/tick/tick.ts'
import { systemClock } from '../../../../shared/clock.ts'
import { pollerConfig } from '../../../../shared/config/poller-config.ts'
import type { Database } from '../../../../shared/database/database.ts'
import { engines } from '../../../../shared/engines/index.ts'
import { root } from '../../../support/process.ts'
import { quietLog } from '../../../support/quiet-log.ts'
import { openPlane } from '../../loads/open-plane.ts'
import { startSandbox } from '../../loads/start-sandbox.ts'
import type { Bench, Measure, Outcome } from '../../measure.ts'

export const drainStatements: Measure = {
  id: 'drain.statements',
  title: 'What a store asks of the database',
  about:
    'The loop of the poller in one process with a database that counts, from the rows of 20 stores until all are READY on the simulated cluster; looks for work and for a changed status included.',
  deadlineMs: 60_000,
  figures: [
    { id: 'statements', name: 'statements for a store', unit: 'statements', goals: [] },
    { id: 'writes', name: 'transactions for a store', unit: 'statements', goals: [] },
  ],
  run,
}

async function run(bench: Bench): Promise<Outcome> {
  const stores = bench.quick ? 4 : 20
  const sandbox = await startSandbox(bench)
  const names = Array.from({ length: stores }, (_, n) => `counted-${n}`)
  const { environment, ...plane } = await openPlane(bench, { names, settings: sandbox.settings })
  const counts = { reads: 0, writes: 0, inWrites: 0 }
  const database = counted(plane.database, counts)
  await tickUntilReady(bench, database, { environment })
  return {
    rounds: {
      statements: [{ value: (counts.reads + counts.inWrites) / stores }],
      writes: [{ value: counts.writes / stores }],
    },
  }
}

function counted(database: Database, counts: { reads: number; writes: number; inWrites: number }): Database {
  return {
    ...database,
    query: (sql, args) => {
      counts.reads++
      return database.query(sql, args)
    },
    write: (statements) => {
      counts.writes++
      counts.inWrites += statements.length
      return database.write(statements)
    },
  }
}

async function tickUntilReady(
  { helm, signal }: Bench,
  database: Database,
  { environment }: { environment: Record<string, string> },
): Promise<void> {
  const config = pollerConfig(environment, root)
  const served = { cluster: config.clusterName, kinds: knownKinds, engines }
  const shared = { database, config, served, clock: systemClock, log: quietLog, liveness: { beat: () => undefined } }
  const heartbeat = openHeartbeat({ ...shared, pollerId: 'bench', version: 'bench' })
  const own = openOwnRelease({ ...shared, pollerId: 'bench' })
  const ownRelease = async () => own
  const connect = connector({
    ...shared,
    environment,
    helmBinary: helm,
    random: Math.random,
    ownRelease,
    stop: new AbortController().signal,
  })
  for (;;) {
    signal.throwIfAborted()
    await tick({ ...shared, heartbeat, connect, holder: 'bench', stop: signal }, { untilMs: Number.POSITIVE_INFINITY })
    const inMs = await nextRequeueAfterMs(database, served)
    if (inMs === undefined) return
    await systemClock.sleep(Math.min(Math.max(inMs, 10), 1_000), signal)
  }
}
