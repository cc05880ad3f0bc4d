// What follows from a Helm that did not do its work: another try after a pause, or an outage that costs nothing.

import type { HelmResult } from '../../shared/helm/open-helm.ts'
import { ClusterError } from '../../shared/kubernetes/cluster-error.ts'
import type { Store } from '../../shared/stores/index.ts'
import type { WorkDeps } from '../work-deps.ts'
import { failed, type Outcome, redactor } from './act.ts'

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
  // Of a refused uninstall Helm keeps the reason to itself ("failed to delete release"), so it is never the last word.
  if (result.outcome === 'permanent' && store.status === 'PROVISIONING' && verb !== 'uninstall')
    return failed(
      { step: 'release', code: result.code, reason: result.message, evidence: result.output },
      redactor(store, deps),
    )
  if (result.outcome !== 'permanent') await requireCluster(deps)
  if (result.outcome === 'transient' && speaksOfTheWay(result.message))
    return waitForCluster(`Helm ${verb}: ${result.message}`, store, deps)
  return anotherTry(`Helm ${verb}`, sentenceOf(result, deps), result.output, store, deps)
}

/** Slower than this counts as not answering, as it does for the probe before a Helm is started. */
const slowestAnswerMs = 2_000

async function requireCluster({ cluster, clock }: WorkDeps): Promise<void> {
  const askedAtMs = clock.monotonicMs()
  await cluster.version()
  if (clock.monotonicMs() - askedAtMs > slowestAnswerMs)
    throw new ClusterError('timeout', `GET /version: no answer within ${slowestAnswerMs} ms`)
}

const way =
  /cluster unreachable|i\/o timeout|connection (refused|reset|lost)|broken pipe|no route to host|network is unreachable|no such host|server misbehaving|tls handshake timeout|\bEOF\b|GOAWAY|client\.timeout|too many requests|unable to handle the request|\bunauthorized\b|provide credentials/i

/** The way to the API server failed, not what was asked of it; a webhook's or an aggregated API's own way is the latter. */
function speaksOfTheWay(message: string): boolean {
  return way.test(message) && !/webhook|unable to retrieve the complete list/i.test(message)
}

/** A cluster that comes and goes answers us and not Helm: that is an outage, and uses neither an attempt nor time. */
function waitForCluster(why: string, store: Store, deps: WorkDeps): Outcome {
  const message = redactor(store, deps)(`Waiting for the cluster: ${why}`)
  const began = !store.progressMessage?.startsWith('Waiting for the cluster')
  return {
    change: { progressMessage: message, lastObservedAt: null, dueInMs: pauseMs(3, deps.random) },
    events: began ? [{ kind: 'outage', message }] : [],
  }
}

/** One more attempt noted, with a pause that doubles; the last one of an install settles the store as FAILED. */
export function anotherTry(what: string, why: string, output: string, store: Store, deps: WorkDeps): Outcome {
  const clean = redactor(store, deps)
  const attempts = store.attempts + 1
  const provisioning = store.status === 'PROVISIONING'
  const message = clean(
    `${what} did not succeed (attempt ${attempts}${provisioning ? ` of ${maxAttempts}` : ''}): ${why}`,
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
