// What follows from a Helm that failed: which failures use an attempt, how long the pauses are, and when it is enough.
import { expect, test } from 'vitest'
import { afterHelm, anotherTry } from '../../../poller/actions/after-helm.ts'
import type { WorkDeps } from '../../../poller/work-deps.ts'
import { systemClock } from '../../../shared/clock.ts'
import { ClusterError } from '../../../shared/kubernetes/cluster-error.ts'
import type { Status } from '../../../shared/stores/index.ts'
import { makeStore } from '../../support/store-factory.ts'
import { config, emptyCluster } from '../ticking.ts'

const deps = (over: object = {}) =>
  ({ config, clock: systemClock, cluster: emptyCluster(), random: () => 1, ...over }) as unknown as WorkDeps
const failure = (message: string) => ({ outcome: 'transient' as const, message, output: message })
const pausesOf = (status: Status, random: number, times: number) =>
  Array.from({ length: times }, (_, attempts) => {
    const store = makeStore({ status, attempts })
    return anotherTry('Helm install', 'why', '', store, deps({ random: () => random })).change.dueInMs
  })

test('pauses double from one second on, and none is longer than a minute', () => {
  expect(pausesOf('DELETING', 1, 9)).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60].map((seconds) => seconds * 1_000))
})

test('pauses are spread over the half of their length, so that stores that failed together do not come back together', () => {
  expect(pausesOf('DELETING', 0, 3)).toEqual([500, 1_000, 2_000])
  expect(pausesOf('DELETING', 0.5, 3)).toEqual([750, 1_500, 3_000])
})

test('the eighth attempt of an install is its last; a removal is never given up', () => {
  const last = (status: Status) => anotherTry('Helm install', 'why', '', makeStore({ status, attempts: 7 }), deps())
  expect(last('PROVISIONING').change).toMatchObject({ status: 'FAILED', failureCode: 'retries_exhausted', attempts: 8 })
  expect(last('DELETING').change).toMatchObject({ attempts: 8, dueInMs: 60_000 })
  expect(last('DELETING').change.status).toBeUndefined()
})

test.each([
  'Kubernetes cluster unreachable: Get "https://10.0.0.1/version": dial tcp: i/o timeout',
  'Post "https://10.0.0.1/api": read tcp 10.0.0.2:1->10.0.0.1:443: read: connection reset by peer',
  'Post "https://10.0.0.1/api": EOF',
  'the server is currently unable to handle the request (post secrets)',
  'create: failed to create: Too many requests, please try again later.',
  'Kubernetes cluster unreachable: the server has asked for the client to provide credentials',
])('a way to the cluster that fails uses no attempt and no time: %s', async (message) => {
  const outcome = await afterHelm('install', failure(message), makeStore({ attempts: 3 }), deps())
  expect(outcome?.change).toMatchObject({
    progressMessage: `Waiting for the cluster: Helm install: ${message}`,
    lastObservedAt: null,
  })
  expect(outcome?.change.attempts).toBeUndefined()
  expect(outcome?.events?.map(({ kind }) => kind)).toEqual(['outage'])
})

test('an outage that goes on is one event', async () => {
  const store = makeStore({ progressMessage: 'Waiting for the cluster: Helm install: EOF' })
  expect((await afterHelm('install', failure('EOF'), store, deps()))?.events).toEqual([])
})

test.each([
  'Internal error occurred: failed calling webhook "policy.example.com": connection refused',
  'unable to retrieve the complete list of server APIs: metrics.k8s.io/v1: the server is currently unable to handle the request',
  'Operation cannot be fulfilled on secrets "x": the object has been modified',
])('what the cluster answers, if only for a while, uses an attempt: %s', async (message) => {
  const outcome = await afterHelm('install', failure(message), makeStore({ attempts: 3 }), deps())
  expect(outcome?.change.attempts).toBe(4)
})

test('an uninstall that Helm does not explain is tried again, also on the way to an install', async () => {
  const unexplained = {
    outcome: 'permanent' as const,
    code: 'helm_install_failed' as const,
    message: 'failed to delete release: my-shop-abc123',
    output: '',
  }
  const outcome = await afterHelm('uninstall', unexplained, makeStore(), deps())
  expect(outcome?.change).toMatchObject({ attempts: 1, dueInMs: 1_000 })
  expect(outcome?.change.status).toBeUndefined()
  expect((await afterHelm('install', unexplained, makeStore(), deps()))?.change.status).toBe('FAILED')
})

test('a cluster that answers only after two seconds counts as not answering: no attempt is used', async () => {
  let nowMs = 0
  const cluster = emptyCluster({
    version: async () => {
      nowMs += 5_000
      return 'v1'
    },
  })
  const slow = deps({ cluster, clock: { ...systemClock, monotonicMs: () => nowMs } })
  const stopped = { outcome: 'stopped' as const, by: 'wall_clock' as const, output: '' }
  await expect(afterHelm('install', stopped, makeStore(), slow)).rejects.toThrow(ClusterError)
})
