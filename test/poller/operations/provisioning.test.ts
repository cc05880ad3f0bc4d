// The table of what create and retry do next: row and observation in, one action out.
import { describe, expect, test } from 'vitest'
import { releaseStatuses } from '../../../shared/kubernetes/helm-releases.ts'
import {
  broken,
  decide,
  deployed,
  leaving,
  limits,
  namespace,
  nothing,
  type Row,
  ready,
  release,
  waiting,
} from './observed.ts'

const either: Row[] = [
  ['nothing is there: install', {}, nothing, { do: 'install' }],
  ['only the namespace is there: install', {}, { namespace }, { do: 'install' }],
  [
    'the namespace is on its way out: wait, never install into it',
    {},
    { namespace: leaving },
    { do: 'wait', step: 'namespace' },
  ],
  [
    'deployed and coming: wait at the step that is unmet',
    {},
    { ...deployed, readiness: waiting },
    { do: 'wait', step: 'database' },
  ],
  [
    'deployed and broken: fail with its code, and say which step was reached',
    {},
    { ...deployed, readiness: broken },
    { do: 'fail', step: 'web', reachedStep: 'setup', code: 'crash_loop', details: broken.details },
  ],
  [
    'pods ready and the URL answers: ready',
    {},
    { ...deployed, readiness: ready, url: { ok: true } },
    { do: 'succeed' },
  ],
  [
    'pods ready and the URL does not: wait for it',
    {},
    { ...deployed, readiness: ready, url: { ok: false, message: 'HTTP 503' } },
    { do: 'wait', step: 'url', message: 'HTTP 503' },
  ],
  ['pods ready and the probe is off: ready', {}, { ...deployed, readiness: ready }, { do: 'succeed' }],
  [
    'pending-install and young: wait for it to finish',
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
    'uninstalled, with its history kept: uninstall',
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
    'time is up: fail and say what was waited for',
    { operation: { observedMs: limits.provisioningTimeoutMs } },
    { ...deployed, readiness: waiting },
    {
      do: 'fail',
      code: 'provisioning_timed_out',
      reason: 'Provisioning timed out after 600 s at the step database: not yet',
    },
  ],
  [
    'time is up at the URL: its own code',
    { operation: { observedMs: limits.provisioningTimeoutMs } },
    { ...deployed, readiness: ready, url: { ok: false, message: 'HTTP 503' } },
    { do: 'fail', code: 'url_not_answering' },
  ],
  [
    'time is up, but ready at the last look: ready',
    { operation: { observedMs: limits.provisioningTimeoutMs } },
    { ...deployed, readiness: ready, url: { ok: true } },
    { do: 'succeed' },
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

describe.each(['create', 'retry'] as const)('%s', (kind) => {
  const own = { kind, checkpoint: kind === 'retry' ? 'old_release_gone' : null }

  test.each(either)('%s', (_, { operation, ...store }, seen, action) => {
    expect(decide({ ...store, operation: { ...own, ...operation } }, seen)).toMatchObject(action)
  })

  test('no state of a release is without an answer', () => {
    for (const status of releaseStatuses) {
      expect(decide({ operation: own }, { namespace, release: release(status) }).do).toEqual(expect.any(String))
    }
  })

  test('a state that Helm does not have is refused, not answered with something', () => {
    const strange = release('molten' as 'unknown')
    expect(() => decide({ operation: own }, { namespace, release: strange })).toThrow('no release status "molten"')
  })

  test('what succeeds keeps the revision that was seen', () => {
    const revised = { ...deployed, release: { ...release('deployed'), version: 4 } }
    expect(decide({ operation: own }, { ...revised, readiness: ready })).toEqual({ do: 'succeed', helmRevision: 4 })
  })
})

/** A release that is there belongs to the attempt that failed, until the operation has removed it. */
const retries: Row[] = [
  ['healthy meanwhile: ready, untouched', {}, { ...deployed, readiness: ready, url: { ok: true } }, { do: 'succeed' }],
  ['still broken: uninstall, to install again', {}, { ...deployed, readiness: broken }, { do: 'uninstall' }],
  ['only coming: uninstall as well', {}, { ...deployed, readiness: waiting }, { do: 'uninstall' }],
]

describe('retry, with the release of the failed attempt', () => {
  test.each(retries)('%s', (_, store, seen, action) => {
    expect(decide({ ...store, operation: { kind: 'retry' } }, seen)).toMatchObject(action)
  })
})
