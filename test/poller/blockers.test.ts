// What an observation says of a namespace that does not go.
import { expect, test } from 'vitest'
import { blockersOf } from '../../poller/observe.ts'

const condition = (type: string, status: string, message: string) => ({ type, status, message })

test("what blocks the removal of a namespace is told in the API server's own words, with its own finalizers", () => {
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
  expect(blockersOf({ metadata, status: { conditions: [discovery, good, content, holders] } })).toBe(
    [discovery.message, content.message, holders.message, 'The namespace has finalizers: example.com/own'].join('; '),
  )
  expect(blockersOf({ metadata: { name: 'n' }, status: { conditions: [good] } })).toBeNull()
  expect(blockersOf({ metadata: { name: 'n' } })).toBeNull()
})
