// When a store is looked at again, and what a namespace that does not go says of itself.
import { expect, test } from 'vitest'
import { holdUpOf } from '../../../poller/observe.ts'
import { rhythmMs } from '../../../poller/tick/work-store.ts'
import type { Status } from '../../../shared/stores/index.ts'
import { makeStore } from '../../support/store-factory.ts'
import { config } from '../ticking.ts'

const second = 1_000

/** The distance to the next look, `seconds` after the last change. */
function distance(status: Status, seconds: number, message = 'the same'): number {
  const store = makeStore({ status, progressMessage: 'the same', updatedAt: 1, lastObservedAt: 1 + seconds * second })
  return rhythmMs(store, { change: { progressMessage: message } }, { config }) / second
}

test('a store is looked at one second after a change, then at doubling distance up to the poll interval', () => {
  expect(distance('PROVISIONING', 600, 'something new')).toBe(1)
  expect([0, 1, 2, 4, 8, 600].map((seconds) => distance('PROVISIONING', seconds))).toEqual([1, 1, 2, 4, 5, 5])
})

test('a removal that something holds is looked at ever more seldom, at last once a minute', () => {
  expect([1, 4, 8, 20, 60, 120, 240, 86_400].map((seconds) => distance('DELETING', seconds))).toEqual([
    1, 4, 5, 5, 15, 30, 60, 60,
  ])
})

const condition = (type: string, status: string, message: string) => ({ type, status, message })

test("what holds a namespace is told in the API server's own words, with its own finalizers", () => {
  const good = condition('NamespaceDeletionContentFailure', 'False', 'All content successfully deleted')
  const discovery = condition(
    'NamespaceDeletionDiscoveryFailure',
    'True',
    'Discovery failed for some groups, 1 failing: unable to retrieve the complete list of server APIs',
  )
  const content = condition(
    'NamespaceContentRemaining',
    'True',
    'Some resources are remaining: persistentvolumeclaims. has 1 resource instances',
  )
  const holders = condition(
    'NamespaceFinalizersRemaining',
    'True',
    'Some content in the namespace has finalizers remaining: kubernetes.io/pvc-protection in 1 resource instances',
  )
  const metadata = { name: 'n', finalizers: ['example.com/own'] }
  expect(holdUpOf({ metadata, status: { conditions: [discovery, good, content, holders] } })).toBe(
    [discovery.message, content.message, holders.message, 'The namespace has finalizers: example.com/own'].join('; '),
  )
  expect(holdUpOf({ metadata: { name: 'n' }, status: { conditions: [good] } })).toBeNull()
  expect(holdUpOf({ metadata: { name: 'n' } })).toBeNull()
})
