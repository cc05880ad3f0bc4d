// What the cluster showed of a store at the moment it failed, as an event: when somebody asks, its pods may be gone.
import { describeError } from '../../shared/errors.ts'
import type { FailureCode } from '../../shared/failure-codes.ts'
import type { Step } from '../../shared/operations/index.ts'
import type { Store } from '../../shared/stores/index.ts'
import type { NewEvent } from '../../shared/stores/write-patch.ts'
import type { Lease } from '../leases/index.ts'
import type { Observation } from '../observation.ts'
import type { Verdict } from '../readiness/evaluate-readiness.ts'
import type { Pod } from '../readiness/pod.ts'
import type { WorkDeps } from '../work-deps.ts'
import { describePod } from './describe-pod.ts'
import { readLog } from './read-log.ts'
import { type Clean, linesOf, oneLine, type Section } from './section.ts'
import { pickTarget } from './target.ts'
import { truncate } from './truncate.ts'
import { readWarnings } from './warnings.ts'

export type DiagnosticsInput = {
  lease: Pick<Lease, 'store' | 'redact'>
  seen: Observation
  failure: { step: Step; code: FailureCode }
}

/** All looks together: a cluster that is slow to show why a store failed does not keep it from failing. */
const patienceMs = 3_000

/**
 * Never rejects: what could not be read is told in the evidence. Of a namespace that is not ours nothing is read, nor of a
 * poisoned store, for what ended its pollers may lie in what they saw.
 */
export async function collectDiagnostics(
  { lease, seen, failure }: DiagnosticsInput,
  deps: WorkDeps,
): Promise<NewEvent[]> {
  if (seen.namespace === null || failure.code === 'poisoned') return []
  const { store, redact } = lease
  const { step, code } = failure
  const { sentence, text } = await gather({ store, seen, step, clean: redact }, deps).catch(unreadable)
  return [{ kind: 'evidence', step, code, message: redact(sentence), evidence: redact(text) }]
}

type Gathering = { store: Store; seen: Observation; step: Step; clean: Clean }
type Gathered = { sentence: string; text: string }

async function gather({ store, seen, step, clean }: Gathering, deps: WorkDeps): Promise<Gathered> {
  const untilMs = deps.clock.monotonicMs() + patienceMs
  const leftMs = () => Math.max(untilMs - deps.clock.monotonicMs(), 1)
  const [pods, warnings] = await Promise.all([
    readPods(store, leftMs(), deps),
    readWarnings(store, leftMs(), deps, clean),
  ])
  const target = pods instanceof Error ? null : pickTarget(pods, seen.readiness, step)
  const state = pods instanceof Error ? unread(pods, clean) : describePod(target, clean)
  const log = target === null ? null : await readLog({ store, target, timeoutMs: leftMs(), clean }, deps)
  return {
    sentence: sentenceOf(target),
    text: truncate({ state, details: detailsOf(seen.readiness, clean), log, warnings }),
  }
}

function unread(error: Error, clean: Clean): Section {
  return { title: `Its pods could not be read: ${oneLine(error.message, clean)}`, lines: [] }
}

/** What the sentence of the failure leaves out, of every fault that was seen. */
function detailsOf(verdict: Verdict | null, clean: Clean): Section | null {
  const waiting = verdict?.kind === 'waiting' ? verdict.pendingFault?.details : undefined
  const details = verdict?.kind === 'failed' ? verdict.details : waiting
  return details === undefined ? null : { title: 'Faults that were seen:', lines: linesOf(details, clean) }
}

/** Objects of a shape that nobody thought of must not keep a store from failing. */
function unreadable(error: unknown): Gathered {
  return { sentence: sentenceOf(null), text: `What the cluster showed could not be read: ${describeError(error)}` }
}

async function readPods({ id, namespace }: Store, timeoutMs: number, { cluster }: WorkDeps): Promise<Pod[] | Error> {
  const labelSelector = `storeplane.dev/store=${id}`
  try {
    return (await cluster.list({ resource: 'pods', namespace, labelSelector, limit: 200, timeoutMs })).items as Pod[]
  } catch (error) {
    return error as Error
  }
}

function sentenceOf(target: ReturnType<typeof pickTarget>): string {
  if (target === null) return 'What the cluster showed when the store failed'
  const { pod, container } = target
  const where = `pod ${pod.metadata.name}${container ? `, container ${container.name}` : ''}`
  return `What the cluster showed of ${where} when the store failed`
}
