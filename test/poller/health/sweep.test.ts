// The table of health: what a sweep sees of a READY store, and what it says of it.
import { expect, test } from 'vitest'
import { healthOf } from '../../../poller/health/sweep.ts'
import { type Observation, unseen } from '../../../poller/observe.ts'

const namespace = { uid: 'u', terminating: false, holdUp: null }
const release = { status: 'deployed', version: 1, ageMs: 0 }
const well: Observation = { namespace, release, readiness: { kind: 'ready' }, url: { ok: true } }
const waiting = {
  kind: 'waiting',
  step: 'web',
  message: 'web has no pod',
  pendingFault: null,
  wantsEvents: false,
} as const

type Row = [sentence: string, seen: Partial<Observation>, health: string, reason: string | null]
const rows: Row[] = [
  ['all is well', well, 'healthy', null],
  ['all is well and the URL was not asked', { ...well, url: null }, 'healthy', null],
  [
    'the namespace is gone',
    { ...well, namespace: null },
    'degraded',
    'Its namespace is gone, or no longer carries the labels of this installation',
  ],
  [
    'the namespace is going',
    { ...well, namespace: { ...namespace, terminating: true } },
    'degraded',
    'Its namespace is being removed',
  ],
  ['the release is gone', { ...well, release: null }, 'degraded', 'Its Helm release is gone'],
  [
    "somebody's upgrade hangs",
    { ...well, release: { ...release, status: 'pending-upgrade' } },
    'degraded',
    'Its Helm release is pending-upgrade',
  ],
  ['a pod is missing', { ...well, readiness: waiting }, 'degraded', 'web has no pod'],
  [
    'the URL does not answer',
    { ...well, url: { ok: false, message: 'HTTP 503' } },
    'degraded',
    'Its URL does not answer as a shop: HTTP 503',
  ],
]

test.each(rows)('%s', (_, seen, health, reason) => {
  expect(healthOf({ ...unseen, ...seen })).toEqual({ health, reason })
})
