// The table of what a deletion does next: row and observation in, one action out.
import { expect, test } from 'vitest'
import { definitionOf } from '../../../poller/operations/index.ts'
import { ownWords } from '../../../shared/safe-text.ts'
import { decide, deployed, leaving, namespace, nothing, type Row, release } from './observed.ts'

const rows: Row[] = [
  ['a release is there: uninstall', {}, deployed, { do: 'uninstall' }],
  [
    'five leases ran out: goes on, and says so',
    { expiredLeases: 5 },
    deployed,
    { do: 'uninstall', because: expect.stringMatching(/^5 consecutive pollers crashed .* longer pauses$/) },
  ],
  ['failed: uninstall', {}, { namespace, release: release('failed') }, { do: 'uninstall' }],
  ['uninstalling: uninstall again', {}, { namespace, release: release('uninstalling') }, { do: 'uninstall' }],
  [
    'pending and young: wait',
    {},
    { namespace, release: release('pending-install', 10_000) },
    { do: 'wait', step: 'uninstall' },
  ],
  ['pending and stale: uninstall', {}, { namespace, release: release('pending-install', 60_000) }, { do: 'uninstall' }],
  ['only the namespace is left: remove it', {}, { namespace }, { do: 'delete_namespace', uid: 'u' }],
  [
    'the namespace is going: wait and say what holds it',
    {},
    { namespace: leaving },
    { do: 'wait', step: 'namespace_removal', message: 'Waiting for the namespace to be removed: held by a finalizer' },
  ],
  [
    'a release in a namespace that is going: wait',
    {},
    { namespace: leaving, release: release('deployed') },
    { do: 'wait', step: 'namespace_removal' },
  ],
  ['nothing is left: deleted', {}, nothing, { do: 'succeed', helmRevision: null }],
  [
    'nothing is left, however often its holders died: deleted',
    { expiredLeases: 9 },
    nothing,
    { do: 'succeed', helmRevision: null },
  ],
  [
    'a release in a namespace without our labels: not touched, and said',
    {},
    { release: release('deployed') },
    { do: 'wait', step: 'uninstall' },
  ],
]

test.each(rows)('%s', (_, store, seen, action) => {
  expect(decide({ ...store, operation: { kind: 'delete' } }, seen)).toMatchObject(action)
})

test('a deletion is never given up, and to fail it is a mistake of the program', () => {
  const { maxAttempts, onFailure } = definitionOf('delete')
  expect(maxAttempts).toBeNull()
  expect(() => onFailure({ step: 'uninstall', code: 'poisoned', reason: ownWords('why') })).toThrow(/does not fail/)
})
