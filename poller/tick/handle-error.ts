// What an error costs: an outage of cluster or database costs the store nothing, anything else is one more attempt.
import { DatabaseError } from '../../shared/database/database.ts'
import { describeError } from '../../shared/errors.ts'
import { ClusterError } from '../../shared/kubernetes/cluster-error.ts'
import { ownWords, text } from '../../shared/safe-text.ts'
import { scheduleRetry } from '../actions/schedule-retry.ts'
import { isOutage, outageMessage } from '../cluster-outage.ts'
import { finish, type Lease, type LeasedWrite, readLeased, release } from '../leases/index.ts'
import type { WorkDeps } from '../work-deps.ts'
import { drop, type WorkResult } from './settle.ts'

/** Rejects only where the database is away: one store that cannot be processed keeps no other waiting. */
export async function handleError(lease: Lease, error: unknown, deps: WorkDeps): Promise<WorkResult> {
  const { store, redact, signal } = lease
  if (isDatabaseAway(error)) throw error
  if (error instanceof ClusterError && isOutage(error)) {
    const outage = outageMessage(error.message, redact)
    await release(deps.database, [store], outage)
    return { outage }
  }
  const current = signal.aborted ? undefined : await readLeased(deps.database, store)
  if (current === undefined) return drop(lease, deps)
  const why = describeError(error)
  const { id, step } = current.operation
  deps.log.error({ store: store.id, operation: id, step, error: redact(why) }, 'store.work_failed')
  const what = text`Work at the step ${ownWords(step)}`
  const outcome = scheduleRetry({ ...lease, store: current }, { what, why }, deps)
  return (await finishSurely(lease, outcome, deps)) ? 'failed_attempt' : drop(lease, deps)
}

function isDatabaseAway(error: unknown): boolean {
  return error instanceof DatabaseError && error.kind === 'unavailable'
}

const refusedPauseMs = 60_000

/** A write that the data's rules refuse must not make the store due again at once, for ever. */
async function finishSurely(
  { store, redact }: Lease,
  write: LeasedWrite,
  { database, log }: WorkDeps,
): Promise<boolean> {
  try {
    return await finish(database, write)
  } catch (error) {
    if (isDatabaseAway(error)) throw error
    log.error({ store: store.id, error: redact(describeError(error)) }, 'store.write_refused')
    return await finish(database, { store: write.store, patch: { requeueAfterMs: refusedPauseMs } })
  }
}
