// The table of health: what is seen of a store on which nothing is being done, and what is to be written of it.
import { describe, expect, test } from 'vitest'
import { type Assessed, assess } from '../../../poller/health/assess.ts'
import type { Observation } from '../../../poller/observation.ts'
import type { Status, Store } from '../../../shared/stores/index.ts'
import { makeStore } from '../../support/store-factory.ts'
import { broken, deployed, namespace, nothing, ready, release } from '../operations/observed.ts'

const well: Observation = { ...deployed, readiness: ready, url: { ok: true } }
const waiting = {
  kind: 'waiting',
  step: 'web',
  message: 'web has no pod',
  pendingFault: null,
  wantsEvents: false,
} as const
const urlTrouble = 'Its URL does not answer as a shop: HTTP 503'

function idle(over: Partial<Omit<Store, 'operation'>>): Store {
  return { ...makeStore(over), operation: null, queue: null, dueAt: null }
}

const assessed = (over: Partial<Omit<Store, 'operation'>>, seen: Observation, given: Partial<Assessed> = {}) =>
  assess({ store: idle(over), seen, failedRecheck: 'report', ...given })

type Row = [sentence: string, seen: Partial<Observation>, before: Partial<Store>, health: string, reason: string | null]
const rows: Row[] = [
  ['all is well', well, {}, 'healthy', null],
  ['all is well and the URL was not asked', { ...well, url: null }, {}, 'healthy', null],
  [
    'the namespace is gone',
    { ...well, namespace: null },
    {},
    'degraded',
    'Its namespace is gone, or no longer carries the labels of this installation',
  ],
  [
    'the namespace is going',
    { ...well, namespace: { ...namespace, terminating: true } },
    {},
    'degraded',
    'Its namespace is being removed',
  ],
  ['the release is gone', { ...well, release: null }, {}, 'degraded', 'Its Helm release is gone'],
  [
    "somebody's upgrade hangs",
    { ...well, release: release('pending-upgrade') },
    {},
    'degraded',
    'Its Helm release is pending-upgrade',
  ],
  ['a pod crashes', { ...well, readiness: broken }, {}, 'degraded', broken.reason],
  ['a pod is missing', { ...well, readiness: waiting }, {}, 'degraded', 'web has no pod'],
  ['the URL does not answer', { ...well, url: { ok: false, message: 'HTTP 503' } }, {}, 'degraded', urlTrouble],
  ['the URL answers again', well, { health: 'degraded', healthReason: urlTrouble }, 'healthy', null],
]

describe('of a READY store', () => {
  test.each(rows)('%s', (_, seen, before, health, reason) => {
    const store = { status: 'READY', health: 'healthy', helmRevision: 1, ...before } as const
    expect(assessed(store, { ...nothing, ...seen })).toEqual([{ is: 'health', health, reason }])
  })

  test('a revision that somebody made by hand is told beside its health', () => {
    const store = { status: 'READY', health: 'healthy', helmRevision: 1 } as const
    const upgraded = { ...well, release: { ...release('deployed'), version: 3 } }
    expect(assessed(store, upgraded)).toEqual([
      { is: 'foreign_revision', revision: 3 },
      { is: 'health', health: 'healthy', reason: null },
    ])
    expect(assessed({ ...store, helmRevision: null }, upgraded)).toHaveLength(1)
    expect(assessed(store, { ...upgraded, release: { ...release('pending-upgrade'), version: 3 } })).toHaveLength(1)
  })
})

describe('of a FAILED store', () => {
  const failed = { status: 'FAILED', failureCode: 'crash_loop', failureReason: 'Pods not ready: web' } as const
  const recoverable = [{ is: 'recoverable', recoverable: true }]
  const lost = [{ is: 'recoverable', recoverable: false }]

  test.each<[string, Observation, object[]]>([
    ['it became healthy', well, recoverable],
    ['it became healthy and the URL was not asked', { ...well, url: null }, recoverable],
    ['its pods still crash', { ...well, readiness: broken }, lost],
    ['its URL does not answer', { ...well, url: { ok: false, message: 'HTTP 503' } }, lost],
    ['its namespace is going', { ...well, namespace: { ...namespace, terminating: true } }, lost],
    ['its namespace is gone', { ...well, namespace: null }, lost],
    ['nothing was seen of its pods', { ...well, readiness: null }, lost],
  ])('%s', (_, seen, findings) => {
    expect(assessed(failed, seen)).toEqual(findings)
  })

  test('where FAILED_RECHECK=ready says so it is READY with the revision that was seen, unless it never had a URL', () => {
    const seen = { ...well, release: { ...release('deployed'), version: 2 } }
    expect(assessed(failed, seen, { failedRecheck: 'ready' })).toEqual([{ is: 'recovered', helmRevision: 2 }])
    expect(assessed({ ...failed, url: null }, seen, { failedRecheck: 'ready' })).toEqual(recoverable)
    expect(assessed(failed, nothing, { failedRecheck: 'ready' })).toEqual(lost)
  })
})

test('of a SUSPENDED or DELETED store nothing is said, whatever is seen', () => {
  for (const status of ['SUSPENDED', 'DELETED'] as const) expect(assessed({ status }, nothing)).toEqual([])
})

test.each<Status>(['PROVISIONING', 'DELETING', 'MOLTEN' as Status])(
  'a store that is %s is refused: it has no health of its own',
  (status) => {
    expect(() => assessed({ status }, well)).toThrow(status)
  },
)
