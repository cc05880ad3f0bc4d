// What follows from a Helm that did not do its work: a retry after a pause, a failure, or an outage that costs nothing.

import type { HelmResult } from '../../shared/helm/open-helm.ts'
import { ClusterError } from '../../shared/kubernetes/cluster-error.ts'
import { ownWords, text } from '../../shared/safe-text.ts'
import type { BusyStore } from '../../shared/stores/index.ts'
import { isOutageMessage, outageMessage } from '../cluster-outage.ts'
import type { Lease } from '../leases/index.ts'
import { definitionOf } from '../operations/index.ts'
import type { WorkDeps } from '../work-deps.ts'
import { failed, type Outcome } from './outcome.ts'
import { pauseMs, scheduleRetry } from './schedule-retry.ts'

type HelmVerb = 'install' | 'uninstall' | 'rollback'
type NotDone = Exclude<HelmResult, { outcome: 'ok' }>
/** `store`: as its row is since Helm was started. */
type HelmFailure = { verb: HelmVerb; result: NotDone; store: BusyStore }

/**
 * `null` when Helm was stopped because the lease's signal aborted. Asks the cluster whether it is there at all: an outage
 * rejects with its ClusterError and uses no attempt.
 */
export async function handleHelmFailure(
  lease: Lease,
  { verb, result, store }: HelmFailure,
  deps: WorkDeps,
): Promise<Outcome | null> {
  if (result.outcome === 'stopped' && result.by === 'caller') return null
  const { maxAttempts, helmStep } = definitionOf(store.operation.kind)
  const marked = { ...lease, store }
  // Of a refused uninstall Helm keeps the reason to itself ("failed to delete release"), so it is never the last word.
  if (result.outcome === 'permanent' && maxAttempts !== null && verb !== 'uninstall')
    return failed(marked, { step: helmStep, code: result.code, reason: result.message, helmOutput: result.output })
  if (result.outcome !== 'permanent') await requireCluster(deps)
  if (result.outcome === 'transient' && isConnectivityError(result.message))
    return { ...waitForCluster(lease, `Helm ${verb}: ${result.message}`, deps), store }
  const failure = { what: text`Helm ${ownWords(verb)}`, why: sentenceOf(result, deps), output: result.output }
  return scheduleRetry(marked, failure, deps)
}

/** Slower than this counts as not answering, as it does for the probe before a Helm is started. */
const slowestAnswerMs = 2_000

async function requireCluster({ cluster, clock }: WorkDeps): Promise<void> {
  const askedAtMs = clock.monotonicMs()
  await cluster.version()
  if (clock.monotonicMs() - askedAtMs > slowestAnswerMs)
    throw new ClusterError('timeout', `GET /version: no answer within ${slowestAnswerMs} ms`)
}

const connectivity =
  /cluster unreachable|i\/o timeout|connection (refused|reset|lost)|broken pipe|no route to host|network is unreachable|no such host|server misbehaving|tls handshake timeout|\bEOF\b|GOAWAY|client\.timeout|too many requests|unable to handle the request|\bunauthorized\b|provide credentials/i

/** The connection to the API server failed, not what was asked of it; a webhook's or an aggregated API's is the latter. */
function isConnectivityError(message: string): boolean {
  return connectivity.test(message) && !/webhook|unable to retrieve the complete list/i.test(message)
}

/**
 * A cluster that comes and goes answers us and not Helm: that is an outage, and uses neither an attempt nor time. One that
 * went on since the claim is the same outage.
 */
function waitForCluster({ store, redact }: Lease, why: string, { random }: WorkDeps): Omit<Outcome, 'store'> {
  const message = outageMessage(why, redact)
  const began = !isOutageMessage(store.operation.message)
  return {
    patch: { operation: { message, lastObservedAt: null }, requeueAfterMs: pauseMs(3, random) },
    events: began ? [{ kind: 'outage', message }] : [],
  }
}

function sentenceOf(result: NotDone, { config }: WorkDeps): string {
  if (result.outcome !== 'stopped') return result.message
  return `it did not finish within ${config.helmTimeoutMs / 1000} s and was stopped`
}
