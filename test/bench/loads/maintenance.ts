// One tick that looks after READY stores and has nothing else to do: how long it takes, and how much it asks the API server.
import { eventually } from '../../support/eventually.ts'
import type { Bench } from '../measure.ts'
import type { Drained } from './drain.ts'
import { total } from './drain-on-sandbox.ts'
import { startBundle } from './start-logged.ts'
import type { BenchSandbox } from './start-sandbox.ts'

export type Looked = { requests: number; seconds: number }

/** Waits until all are READY, ends their poller, and starts one for a tick of its own. */
export async function lookAfter(
  bench: Bench,
  { database, poller, environment, sandbox, stores }: Drained & { sandbox: BenchSandbox; stores: number },
): Promise<Looked> {
  const ready = async () => {
    const [row] = await database.query<{ ready: number }>(`SELECT count(*) AS ready FROM stores WHERE status = 'READY'`)
    return row?.ready === stores
  }
  await eventually(ready, { deadlineMs: 60_000, everyMs: 200, what: `${stores} READY stores` })
  poller.child.kill('SIGTERM')
  await poller.ended
  const before = total(await sandbox.requests())
  const env = { ...environment, STORE_CHECK_INTERVAL_SECONDS: '0.001', LOG_LEVEL: 'warn' }
  const startedMs = performance.now()
  const tick = startBundle(bench, { name: 'poller', env })
  if ((await tick.ended) !== 0) throw new Error(`the tick failed: ${tick.log().slice(-300)}`)
  const seconds = (performance.now() - startedMs) / 1_000
  return { requests: total(await sandbox.requests()) - before, seconds }
}
