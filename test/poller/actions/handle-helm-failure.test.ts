// What follows from a Helm that failed: which failures use an attempt, which end the operation, and which are an outage.
import { expect, test } from 'vitest'
import { handleHelmFailure } from '../../../poller/actions/handle-helm-failure.ts'
import { systemClock } from '../../../shared/clock.ts'
import { ClusterError } from '../../../shared/kubernetes/cluster-error.ts'
import type { Operation } from '../../../shared/operations/index.ts'
import { text } from '../../../shared/safe-text.ts'
import { emptyCluster } from '../ticking.ts'
import { depsOf, leaseOf } from './leased.ts'

type Failure = Parameters<typeof handleHelmFailure>[1]

/** Helm was started from a row as `operation` has it, which then said so. */
function handle(operation: Partial<Operation>, failure: Omit<Failure, 'store'>, deps = depsOf()) {
  const lease = leaseOf(operation)
  const marked = { ...lease.store.operation, step: 'release' as const, message: text`Helm is installing` }
  return handleHelmFailure(lease, { ...failure, store: { ...lease.store, operation: marked } }, deps)
}

const transient = (message: string) => ({ outcome: 'transient' as const, message, output: message })
const failInstall = (message: string, operation: Partial<Operation> = { attempts: 3 }) =>
  handle(operation, { verb: 'install', result: transient(message) })

test.each([
  'Kubernetes cluster unreachable: Get "https://10.0.0.1/version": dial tcp: i/o timeout',
  'Post "https://10.0.0.1/api": read tcp 10.0.0.2:1->10.0.0.1:443: read: connection reset by peer',
  'Post "https://10.0.0.1/api": EOF',
  'the server is currently unable to handle the request (post secrets)',
  'create: failed to create: Too many requests, please try again later.',
  'Kubernetes cluster unreachable: the server has asked for the client to provide credentials',
])('a connection to the cluster that fails uses no attempt and no time: %s', async (message) => {
  const outcome = await failInstall(message)
  expect(outcome?.patch.operation).toEqual({
    message: `Waiting for the cluster: Helm install: ${message}`,
    lastObservedAt: null,
  })
  expect(outcome?.events?.map(({ kind }) => kind)).toEqual(['outage'])
})

test('an outage that goes on is one event, although the row said in between that Helm is installing', async () => {
  const before = { message: 'Waiting for the cluster: Helm install: EOF' }
  expect((await failInstall('EOF', before))?.events).toEqual([])
})

test.each([
  'Internal error occurred: failed calling webhook "policy.example.com": connection refused',
  'unable to retrieve the complete list of server APIs: metrics.k8s.io/v1: the server is currently unable to handle the request',
  'Operation cannot be fulfilled on secrets "x": the object has been modified',
])('what the cluster answers, if only for a while, uses an attempt: %s', async (message) => {
  expect((await failInstall(message))?.patch.operation?.attempts).toBe(4)
})

const unexplained = {
  outcome: 'permanent' as const,
  code: 'helm_install_failed' as const,
  message: 'failed to delete release: my-shop-abc123',
  output: '',
}

test('an uninstall that Helm does not explain is retried, also on the way to an install', async () => {
  const outcome = await handle({ kind: 'retry' }, { verb: 'uninstall', result: unexplained })
  expect(outcome?.patch).toMatchObject({ operation: { attempts: 1 }, requeueAfterMs: 1_000 })
  expect(outcome?.patch.store).toBeUndefined()
})

test.each(['install', 'rollback'] as const)(
  'an %s that Helm refuses permanently fails the operation at once',
  async (verb) => {
    const outcome = await handle({}, { verb, result: { ...unexplained, output: 'all of it' } })
    expect(outcome).toMatchObject({
      patch: { store: { status: 'FAILED', failureCode: 'helm_install_failed' }, operation: { state: 'failed' } },
      reachedStep: 'release',
      events: [{ kind: 'evidence', evidence: 'all of it' }],
    })
  },
)

test('what Helm refuses permanently does not end a deletion', async () => {
  const lease = leaseOf({ kind: 'delete', attempts: 30 })
  const { store } = lease
  const outcome = await handleHelmFailure(lease, { verb: 'uninstall', result: unexplained, store }, depsOf())
  expect(outcome?.patch).toMatchObject({ operation: { attempts: 31 }, requeueAfterMs: 60_000 })
})

test('a Helm that was stopped because its lease is lost leaves nothing to write', async () => {
  expect(await handle({}, { verb: 'install', result: { outcome: 'stopped', by: 'caller', output: '' } })).toBeNull()
})

test('a cluster that answers only after two seconds counts as not answering: no attempt is used', async () => {
  let nowMs = 0
  const cluster = emptyCluster({
    version: async () => {
      nowMs += 5_000
      return 'v1'
    },
  })
  const slow = depsOf({ cluster, clock: { ...systemClock, monotonicMs: () => nowMs } })
  const stopped = { outcome: 'stopped' as const, by: 'wall_clock' as const, output: '' }
  await expect(handle({}, { verb: 'install', result: stopped }, slow)).rejects.toThrow(ClusterError)
})
