// A failed attempt: how long the pauses are, when it is enough, and how far the operation is said to have come.
import { expect, test } from 'vitest'
import { scheduleRetry } from '../../../poller/actions/schedule-retry.ts'
import { definitionOf } from '../../../poller/operations/index.ts'
import type { Operation } from '../../../shared/operations/index.ts'
import { text } from '../../../shared/safe-text.ts'
import { depsOf, leaseOf } from './leased.ts'

const what = text`Helm install`
const retryOf = (operation: Partial<Operation>, random = 1) =>
  scheduleRetry(leaseOf(operation), { what, why: 'why' }, depsOf({ random: () => random }))
const pausesOf = (kind: Operation['kind'], random: number, times: number) =>
  Array.from({ length: times }, (_, attempts) => retryOf({ kind, attempts }, random).patch.requeueAfterMs)

test('pauses double from one second on, and none is longer than a minute', () => {
  expect(pausesOf('delete', 1, 9)).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60].map((seconds) => seconds * 1_000))
})

test('pauses are spread over the half of their length, so that stores that failed together do not come back together', () => {
  expect(pausesOf('delete', 0, 3)).toEqual([500, 1_000, 2_000])
  expect(pausesOf('delete', 0.5, 3)).toEqual([750, 1_500, 3_000])
})

test.each(['create', 'retry'] as const)('the eighth attempt of a %s is its last', (kind) => {
  expect(definitionOf(kind).maxAttempts).toBe(8)
  expect(retryOf({ kind, attempts: 6 })).toMatchObject({
    patch: {
      operation: { attempts: 7, message: 'Helm install did not succeed (attempt 7 of 8): why' },
      requeueAfterMs: 60_000,
    },
  })
  expect(retryOf({ kind, attempts: 7 }).patch).toMatchObject({
    store: { status: 'FAILED', failureCode: 'retries_exhausted' },
    operation: { state: 'failed', attempts: 8 },
  })
})

test('a removal is never given up', () => {
  const { patch } = retryOf({ kind: 'delete', attempts: 7 })
  expect(patch).toMatchObject({
    operation: { attempts: 8, message: 'Helm install did not succeed (attempt 8): why' },
    requeueAfterMs: 60_000,
  })
  expect(patch.store).toBeUndefined()
  expect(patch.operation?.state).toBeUndefined()
})

test('an operation that is given up fails at the step to which it came, and none behind it counts as done', () => {
  const { patch, reachedStep } = retryOf({ step: 'namespace', attempts: 7 })
  expect(patch.operation?.step).toBe('namespace')
  expect(reachedStep).toBe('namespace')
})

test('each attempt is an event, with what Helm wrote as its evidence', () => {
  const { events } = scheduleRetry(leaseOf(), { what, why: 'why', output: 'all of it' }, depsOf())
  expect(events).toEqual([
    { kind: 'attempt', message: 'Helm install did not succeed (attempt 1 of 8): why', evidence: 'all of it' },
  ])
})
