// What follows from a Helm that did not do its work: another try after a pause, or an outage that costs nothing.
import type { Store } from '../../shared/stores/index.ts'
import { failed, type Outcome, redactor } from '../act.ts'
import type { HelmResult } from '../helm/open-helm.ts'
import type { WorkDeps } from '../work-deps.ts'

/** After this many tries in a row a store that should be installed becomes FAILED; a removal is never given up. */
const maxAttempts = 8

const longestPauseMs = 60_000

type NotDone = Exclude<HelmResult, { outcome: 'ok' }>

/**
 * `null` when Helm was stopped because somebody else's word goes first. Asks the cluster whether it is there at all:
 * an outage rejects with its ClusterError, and uses no attempt.
 */
export async function afterHelm(verb: string, result: NotDone, store: Store, deps: WorkDeps): Promise<Outcome | null> {
  if (result.outcome === 'stopped' && result.by === 'caller') return null
  if (result.outcome === 'permanent' && store.status === 'PROVISIONING')
    return failed(
      { step: 'release', code: result.code, reason: result.message, evidence: result.output },
      redactor(store, deps),
    )
  if (result.outcome !== 'permanent') await deps.cluster.version()
  return anotherTry(verb, sentenceOf(result, deps), result.output, store, deps)
}

/** One more attempt noted, with a pause that doubles; the last one of an install settles the store as FAILED. */
export function anotherTry(verb: string, why: string, output: string, store: Store, deps: WorkDeps): Outcome {
  const clean = redactor(store, deps)
  const attempts = store.attempts + 1
  const provisioning = store.status === 'PROVISIONING'
  const message = clean(
    `Helm ${verb} did not succeed (attempt ${attempts}${provisioning ? ` of ${maxAttempts}` : ''}): ${why}`,
  )
  const events = [{ kind: 'attempt' as const, message, evidence: output ? clean(output) : null }]
  if (provisioning && attempts >= maxAttempts) {
    const { change } = failed(
      { step: 'release', code: 'retries_exhausted', reason: `${attempts} attempts; the last: ${why}` },
      clean,
    )
    return { change: { ...change, attempts }, events }
  }
  return { change: { attempts, progressMessage: message, dueInMs: pauseMs(attempts, deps.random) }, events }
}

function sentenceOf(result: NotDone, { config }: WorkDeps): string {
  if (result.outcome !== 'stopped') return result.message
  return `it did not finish within ${config.helmTimeoutMs / 1000} s and was stopped`
}

function pauseMs(attempts: number, random: () => number): number {
  return Math.min(1_000 * 2 ** (attempts - 1), longestPauseMs) * (0.5 + random() / 2)
}
