// What the row remembers of a fault is read back whole, or not at all.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parsePendingFault } from '../../../poller/readiness/pending-fault.ts'
import { look, pendingFaultOf, store } from './evaluating.ts'
import { claim } from './objects/volume-claim.ts'

const pendingFault = {
  key: 'image:web:web',
  code: 'image_pull_failed',
  reason: 'Pods not ready: the image "shop:1" cannot be pulled (web)',
  details: 'pod web-1, container web: ErrImagePull',
  sinceMs: 5_000,
  fatalSinceMs: null,
}

test('what an evaluation remembers is read back as it was', () => {
  const remembered = pendingFaultOf(look(store({ persistentvolumeclaims: [claim('Pending')] }), { nowMs: 7 }))
  expect(remembered).not.toBeNull()
  expect(parsePendingFault(JSON.stringify(remembered))).toEqual(remembered)
})

test('what a later version adds is left out', () => {
  const later = { ...pendingFault, fatalSinceMs: 4_000, attempts: 3 }
  expect(parsePendingFault(JSON.stringify(later))).toEqual({ ...pendingFault, fatalSinceMs: 4_000 })
})

test.each<[string, string | null]>([
  ['nothing', null],
  ['an empty text', ''],
  ['no JSON', '{"key":'],
  ['null', 'null'],
  ['a list', '[]'],
  [
    'what version 0.1 wrote',
    '{"key":"image:web:web","code":"image_pull_failed","message":"Pods not ready","sinceMs":1}',
  ],
  ['a code of a later version', JSON.stringify({ ...pendingFault, code: 'node_lost' })],
  ['a code of another room', JSON.stringify({ ...pendingFault, code: 'chart_invalid' })],
  ['a key that is no text', JSON.stringify({ ...pendingFault, key: 7 })],
  ['no reason', JSON.stringify({ ...pendingFault, reason: undefined })],
  ['no details', JSON.stringify({ ...pendingFault, details: null })],
  ['a time that is no number', JSON.stringify({ ...pendingFault, sinceMs: '5' })],
  [
    'a time without an end',
    '{"key":"k","code":"forbidden","reason":"r","details":"d","sinceMs":1e999,"fatalSinceMs":null}',
  ],
  ['a second time that is no number', JSON.stringify({ ...pendingFault, fatalSinceMs: 'now' })],
])('%s is no pending fault', (_, json) => {
  expect(parsePendingFault(json)).toBeNull()
})

test('no text whatever makes it throw', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      expect(parsePendingFault(text)).toBeNull()
    }),
  )
})
