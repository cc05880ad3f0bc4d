// Evidence over clusters that a test makes up: what no simulated one can be made to show.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { collectDiagnostics } from '../../../poller/diagnostics/collect-diagnostics.ts'
import { truncate } from '../../../poller/diagnostics/truncate.ts'
import { emptyObservation, type Observation } from '../../../poller/observation.ts'
import type { Verdict } from '../../../poller/readiness/evaluate-readiness.ts'
import type { PendingFault } from '../../../poller/readiness/pending-fault.ts'
import type { WorkDeps } from '../../../poller/work-deps.ts'
import { type Clock, systemClock } from '../../../shared/clock.ts'
import { bindRedactor, deriveCredentials } from '../../../shared/credentials.ts'
import type { FailureCode } from '../../../shared/failure-codes.ts'
import { type Cluster, type KubeObject, openCluster } from '../../../shared/kubernetes/open-cluster.ts'
import type { BusyStore } from '../../../shared/stores/index.ts'
import { startApiServer } from '../../shared/kubernetes/api-server.ts'
import { makeStore } from '../../support/store-factory.ts'
import { config, emptyCluster } from '../ticking.ts'

const key = config.secretKeys[0]
const mine = makeStore({ keyId: key?.id ?? null })
const credentials = key ? Object.values(deriveCredentials(key, mine.id)) : []
const seen: Observation = {
  ...emptyObservation,
  namespace: { uid: 'u', terminating: false, blockedBy: null },
}

const pod = (name: string, over: object = {}) => ({
  metadata: { name, labels: { 'app.kubernetes.io/component': 'web' } },
  status: { phase: 'Running', containerStatuses: [{ name: 'shop', ready: false, state: { running: {} } }] },
  ...over,
})

const failed = (details: string): Verdict => ({
  kind: 'failed',
  step: 'web',
  unmetStep: 'web',
  code: 'crash_loop',
  reason: 'Pods not ready: a container crashes (web)',
  details,
  pod: 'web-1',
  container: 'shop',
})

const pending = (details: string): Verdict => {
  const reason = 'Pods not ready: the Secret "x" is missing (web)'
  const fault = {
    key: 'config:web:shop',
    code: 'container_config_error',
    reason,
    details,
    sinceMs: 0,
    fatalSinceMs: null,
  }
  return { kind: 'waiting', step: 'web', message: reason, pendingFault: fault as PendingFault, wantsEvents: false }
}

type Given = { store?: BusyStore; seen?: Observation; code?: FailureCode; cluster: Partial<Cluster>; clock?: Clock }

function collect({ store = mine, code = 'provisioning_timed_out', cluster, ...given }: Given) {
  const deps = { cluster: emptyCluster(cluster), config, clock: given.clock ?? systemClock } as WorkDeps
  const lease = { store, redact: bindRedactor(store, config.secretKeys) }
  return collectDiagnostics({ lease, seen: given.seen ?? seen, failure: { step: 'web', code } }, deps)
}

const listing = (objects: object[]) => async () => ({ items: objects as KubeObject[], serverTimeMs: 0 })

test('no credential of the store is in any part of the evidence, wherever the cluster shows it and wherever it is cut', async () => {
  const places = fc.record({ secret: fc.constantFrom(...credentials), before: fc.integer({ min: 0, max: 700 }) })
  await fc.assert(
    fc.asyncProperty(places, async ({ secret, before }) => {
      const text = `${'x'.repeat(before)}${secret}${'y'.repeat(700)}`
      const state = { terminated: { exitCode: 1, reason: secret, message: text } }
      const shop = { name: 'shop', ready: false, state, lastState: state }
      const status = { phase: 'Failed', reason: secret, message: text, containerStatuses: [shop] }
      const warning = { metadata: { name: 'w' }, reason: secret, message: text, involvedObject: { name: secret } }
      const [event] = await collect({
        seen: { ...seen, readiness: failed(`pod web-1: ${text}\n${text}`) },
        cluster: {
          list: async ({ resource }) => listing(resource === 'pods' ? [pod('web-1', { status })] : [warning])(),
          podLog: async () => `${text}\n${text}`,
        },
      })
      const words = `${event?.message} ${event?.evidence}`
      expect(words).toContain('[redacted]')
      for (let at = 0; at + 12 <= secret.length; at++) expect(words).not.toContain(secret.slice(at, at + 12))
    }),
    { numRuns: 50 },
  )
})

test('without the key that would hide its credentials, the log of a store is left alone, and the evidence is withheld', async () => {
  const podLog = () => expect.fail('asked for the log')
  const [event] = await collect({
    store: makeStore({ keyId: 'lost' }),
    cluster: { list: listing([pod('web-1')]), podLog },
  })
  expect(event?.evidence).toMatch(/^withheld, for STORE_SECRET_KEY lacks the key/)
})

test('objects of a shape that nobody thought of are told, and the store fails all the same', async () => {
  for (const strange of [{}, { metadata: null }, { metadata: { name: 'web-1' }, status: { containerStatuses: 7 } }]) {
    const [event] = await collect({ cluster: { list: listing([strange]) } })
    expect(event).toMatchObject({ kind: 'evidence', code: 'provisioning_timed_out' })
  }
})

test('nothing is read of a namespace that is not ours, nor of a poisoned store', async () => {
  const cluster = { list: () => expect.fail('asked the cluster') }
  expect(await collect({ seen: emptyObservation, cluster })).toEqual([])
  expect(await collect({ code: 'poisoned', cluster })).toEqual([])
})

test('a cluster that never answers is given up after three seconds in all, and the evidence says so', async () => {
  const api = await startApiServer(() => undefined)
  const cluster = openCluster({ env: {}, kubeconfig: api.kubeconfig, timeoutMs: 20_000 })
  const readings = [0]
  const late: Clock = { ...systemClock, monotonicMs: () => readings.pop() ?? 2_950 }
  const [event] = await collect({ cluster, clock: late })
  expect(event?.evidence).toMatch(/^Its pods could not be read: .* no answer within 50 ms/)
  expect(event?.evidence).toMatch(/Its warning events could not be read: .* no answer within 50 ms/)
  cluster.close()
  await api.close()
})

test('half a character, from the cluster or from a cut, is not in the evidence: a database may refuse it', async () => {
  const status = { phase: 'Failed', reason: '\ud83d', message: `${'x'.repeat(587)}${'😀'.repeat(20)}` }
  const [event] = await collect({ cluster: { list: listing([pod('web-1', { status })]) } })
  expect(event?.evidence).toMatch(/^Pod web-1: Failed: \ufffd: x+/)
  expect(encodeURIComponent(String(event?.evidence))).toContain('Pod')
})

test('a pod of the step that failed, and not ready, is told before others', async () => {
  const well = { phase: 'Running', containerStatuses: [{ name: 'shop', ready: true, state: { running: {} } }] }
  const database = { name: 'database-0', labels: { 'app.kubernetes.io/component': 'database' } }
  const pods = [pod('database-0', { metadata: database }), pod('web-1', { status: well }), pod('web-2')]
  const [event] = await collect({ cluster: { list: listing(pods) } })
  expect(event?.message).toBe('What the cluster showed of pod web-2, container shop when the store failed')
})

test.each<[string, Verdict]>([
  ['failed the store', failed('pod web-1: 401 Unauthorized\n\npod web-2: 401 Unauthorized')],
  ['was pending when the time ran out', pending('pod web-1: 401 Unauthorized\n\npod web-2: 401 Unauthorized')],
])('what the sentence leaves out of a fault that %s is in the evidence, line by line', async (_, readiness) => {
  const [event] = await collect({ seen: { ...seen, readiness }, cluster: { list: listing([pod('web-1')]) } })
  expect(event?.evidence).toContain(
    '\n\nFaults that were seen:\n  pod web-1: 401 Unauthorized\n  pod web-2: 401 Unauthorized\n\n',
  )
})

test('a pod of another task, such as a backup, is not taken for the one that failed', async () => {
  const ownerReferences = [{ kind: 'Job', name: 'backup-1', uid: 'b', controller: true }]
  const backup = pod('backup-1-x', { metadata: { name: 'backup-1-x', ownerReferences } })
  const [event] = await collect({ cluster: { list: listing([backup, pod('web-2')]) } })
  expect(event?.message).toContain('of pod web-2')
})

test('evidence fits into 16 KiB whatever it is made of', () => {
  const part = fc.record({
    title: fc.string({ unit: 'binary', maxLength: 700, size: 'max' }),
    lines: fc.array(fc.string({ unit: 'binary', maxLength: 600, size: 'max' }), { maxLength: 20, size: 'max' }),
  })
  fc.assert(
    fc.property(part, part, part, part, (state, details, log, warnings) => {
      expect(Buffer.byteLength(truncate({ state, details, log, warnings }))).toBeLessThanOrEqual(16_384)
    }),
    { numRuns: 50 },
  )
})
