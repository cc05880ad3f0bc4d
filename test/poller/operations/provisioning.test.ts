// The table of what to do next: row and observation in, one action out.
import { describe, expect, test } from 'vitest'
import { type Action, decide } from '../../poller/decide.ts'
import type { Observation } from '../../poller/observe.ts'
import type { Store } from '../../shared/stores/index.ts'
import { makeStore } from '../support/store-factory.ts'

const limits = { provisioningTimeoutMs: 600_000, pendingStaleMs: 50_000 }
const namespace = { uid: 'u', terminating: false, holdUp: null }
const leaving = { uid: 'u', terminating: true, holdUp: 'held by a finalizer' }
const release = (status: string, ageMs = 0, deployedVersion?: number) => ({
  status,
  version: 1,
  ageMs,
  ...(deployedVersion === undefined ? {} : { deployedVersion }),
})
const ready = { kind: 'ready' } as const
const waiting = {
  kind: 'waiting',
  step: 'database',
  message: 'not yet',
  pendingFault: null,
  wantsEvents: false,
} as const
const broken = {
  kind: 'failed',
  step: 'web',
  unmetStep: 'web',
  code: 'crash_loop',
  reason: 'Pods not ready',
  details: '',
  pod: 'p',
  container: 'c',
} as const

const nothing: Observation = { namespace: null, release: null, readiness: null, url: null }
const deployed: Observation = { ...nothing, namespace, release: release('deployed') }

type Row = [sentence: string, store: Partial<Store>, seen: Partial<Observation>, action: Partial<Action>]

const provisioning: Row[] = [
  ['nothing is there: install', {}, nothing, { do: 'install' }],
  ['only the namespace is there: install', {}, { namespace }, { do: 'install' }],
  [
    'the namespace is on its way out: wait, never install into it',
    {},
    { namespace: leaving },
    { do: 'wait', step: 'namespace' },
  ],
  [
    'deployed and coming: wait at the step that unmet',
    {},
    { ...deployed, readiness: waiting },
    { do: 'wait', step: 'database' },
  ],
  [
    'deployed and broken: fail with its code',
    {},
    { ...deployed, readiness: broken },
    { do: 'fail', code: 'crash_loop' },
  ],
  ['pods ready and the URL answers: ready', {}, { ...deployed, readiness: ready, url: { ok: true } }, { do: 'ready' }],
  [
    'pods ready and the URL does not: wait for it',
    {},
    { ...deployed, readiness: ready, url: { ok: false, message: 'HTTP 503' } },
    { do: 'wait', step: 'url', message: 'HTTP 503' },
  ],
  ['pods ready and the probe is off: ready', {}, { ...deployed, readiness: ready }, { do: 'ready' }],
  [
    'pending-install and young: wait for whoever it is',
    {},
    { namespace, release: release('pending-install', 10_000) },
    { do: 'wait', step: 'release' },
  ],
  [
    'pending-install and stale: uninstall',
    {},
    { namespace, release: release('pending-install', 50_000) },
    { do: 'uninstall' },
  ],
  ['failed: uninstall', {}, { namespace, release: release('failed') }, { do: 'uninstall' }],
  ['uninstalling: uninstall to the end', {}, { namespace, release: release('uninstalling') }, { do: 'uninstall' }],
  [
    'uninstalled with its history kept: uninstall',
    {},
    { namespace, release: release('uninstalled') },
    { do: 'uninstall' },
  ],
  [
    'pending-upgrade and young: wait',
    {},
    { namespace, release: release('pending-upgrade', 10_000, 1) },
    { do: 'wait' },
  ],
  [
    'pending-upgrade and stale: roll back to what was deployed',
    {},
    { namespace, release: release('pending-upgrade', 60_000, 1) },
    { do: 'rollback', revision: 1 },
  ],
  [
    'pending-upgrade, stale and nothing ever deployed: uninstall',
    {},
    { namespace, release: release('pending-upgrade', 60_000) },
    { do: 'uninstall' },
  ],
  [
    'a release without our namespace: install meets whose it is',
    {},
    { release: release('deployed') },
    { do: 'install' },
  ],
  [
    'retry and healthy meanwhile: ready, untouched',
    { replaceRelease: true },
    { ...deployed, readiness: ready, url: { ok: true } },
    { do: 'ready' },
  ],
  [
    'retry and still broken: uninstall, to install anew',
    { replaceRelease: true },
    { ...deployed, readiness: broken },
    { do: 'uninstall' },
  ],
  [
    'retry and only coming: uninstall as well',
    { replaceRelease: true },
    { ...deployed, readiness: waiting },
    { do: 'uninstall' },
  ],
  [
    'time is up: fail and say what was waited for',
    { observedMs: 600_000 },
    { ...deployed, readiness: waiting },
    {
      do: 'fail',
      code: 'provisioning_timed_out',
      reason: 'Provisioning timed out after 600 s at the step database: not yet',
    },
  ],
  [
    'time is up at the URL: its own code',
    { observedMs: 600_000 },
    { ...deployed, readiness: ready, url: { ok: false, message: 'HTTP 503' } },
    { do: 'fail', code: 'url_not_answering' },
  ],
  [
    'time is up, but ready at the last look: ready',
    { observedMs: 600_000 },
    { ...deployed, readiness: ready, url: { ok: true } },
    { do: 'ready' },
  ],
  [
    'deployed, but the row never came to its install: adopt it before it can be ready',
    { url: null, host: null, keyId: null },
    { ...deployed, readiness: ready },
    { do: 'adopt' },
  ],
  [
    'five leases ran out: poisoned',
    { expiredLeases: 5 },
    { ...deployed, readiness: ready },
    { do: 'fail', code: 'poisoned' },
  ],
]

const deleting: Row[] = [
  ['a release is there: uninstall', {}, deployed, { do: 'uninstall' }],
  [
    'five leases ran out: goes on, and says so',
    { expiredLeases: 5 },
    deployed,
    { do: 'uninstall', because: expect.stringMatching(/^5 pollers in a row ended .* longer pauses$/) },
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
  ['nothing is left: deleted', {}, nothing, { do: 'deleted' }],
  ['nothing is left, however often its holders died: deleted', { expiredLeases: 9 }, nothing, { do: 'deleted' }],
  [
    'a release in a namespace without our labels: not touched, and said',
    {},
    { release: release('deployed') },
    { do: 'wait', step: 'uninstall' },
  ],
]

describe('PROVISIONING', () => {
  test.each(provisioning)('%s', (_, store, seen, action) => {
    expect(decide(makeStore(store), { ...nothing, ...seen }, limits)).toMatchObject(action)
  })
})

describe('DELETING', () => {
  test.each(deleting)('%s', (_, store, seen, action) => {
    const row = makeStore({ status: 'DELETING', step: 'uninstall', ...store })
    expect(decide(row, { ...nothing, ...seen }, limits)).toMatchObject(action)
  })
})
