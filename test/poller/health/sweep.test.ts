// The table of health: what a sweep sees of a READY store, and what it says of it.
import { expect, test } from 'vitest'
import { healthOf } from '../../../poller/health/sweep.ts'
import { type Observation, unseen } from '../../../poller/observe.ts'
import type { Store } from '../../../shared/stores/index.ts'
import { makeStore } from '../../support/store-factory.ts'

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
const urlTrouble = 'Its URL does not answer as a shop: HTTP 503'

type Row = [
  sentence: string,
  seen: Partial<Observation>,
  probing: boolean,
  before: Partial<Store>,
  health: string,
  reason: string | null,
]
const rows: Row[] = [
  ['all is well', well, true, {}, 'healthy', null],
  ['all is well and the URL was not asked', { ...well, url: null }, false, {}, 'healthy', null],
  [
    'the namespace is gone',
    { ...well, namespace: null },
    true,
    {},
    'degraded',
    'Its namespace is gone, or no longer carries the labels of this installation',
  ],
  [
    'the namespace is going',
    { ...well, namespace: { ...namespace, terminating: true } },
    true,
    {},
    'degraded',
    'Its namespace is being removed',
  ],
  ['the release is gone', { ...well, release: null }, true, {}, 'degraded', 'Its Helm release is gone'],
  [
    "somebody's upgrade hangs",
    { ...well, release: { ...release, status: 'pending-upgrade' } },
    true,
    {},
    'degraded',
    'Its Helm release is pending-upgrade',
  ],
  ['a pod is missing', { ...well, readiness: waiting }, true, {}, 'degraded', 'web has no pod'],
  ['the URL does not answer', { ...well, url: { ok: false, message: 'HTTP 503' } }, true, {}, 'degraded', urlTrouble],
  [
    'the URL did not answer and was not asked again',
    { ...well, url: null },
    false,
    { health: 'degraded', healthReason: urlTrouble },
    'degraded',
    urlTrouble,
  ],
  ['the URL answers again', well, true, { health: 'degraded', healthReason: urlTrouble }, 'healthy', null],
]

test.each(rows)('%s', (_, seen, probing, before, health, reason) => {
  const store = makeStore({ status: 'READY', health: 'healthy', ...before })
  expect(healthOf(store, { ...unseen, ...seen }, probing)).toEqual({ health, reason })
})
