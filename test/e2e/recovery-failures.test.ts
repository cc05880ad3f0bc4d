// When Helm itself fails: what passes is retried, bounded and told; what does not pass fails at once with its code.
import { appendFileSync, cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chart, releasesOf } from '../poller/fixtures/by-hand.ts'
import { setRow } from '../support/place-store.ts'
import { type Stack, startStack } from '../support/stack.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack({ sandboxArgs: ['--pod-delay', '20'] })
})
afterAll(() => stack.stop())

type Event = { kind: string; message: string; code: string | null }
const eventsOf = async (id: string, kind: string) => {
  const { body } = await stack.call('GET', `/api/v1/stores/${id}/events`)
  return (body['events'] as Event[]).filter((event) => event.kind === kind)
}
const creatingWeb = { verb: 'create', path: '*/deployments' }
const webhookDown = {
  match: creatingWeb,
  fault: 'status',
  status: 500,
  message: 'Internal error occurred: failed calling webhook "policy.example.com": connection refused',
}
const rowOf = async (id: string) => (await stack.database.query('SELECT * FROM stores WHERE id = ?', [id]))[0] ?? {}

test('what usually passes is retried after a growing pause, each attempt an event, until it is READY', async () => {
  await stack.sandbox.setScenario({ api: [{ ...webhookDown, count: 2 }] })
  const { id, namespace } = await stack.create('passes')
  const poller = stack.startPoller()
  await stack.until(id, 'READY')
  const attempts = await eventsOf(id, 'attempt')
  expect(attempts.map(({ message }) => message)).toEqual([
    expect.stringMatching(/^Helm install did not succeed \(attempt 1 of 8\): .*failed calling webhook/),
    expect.stringMatching(/^Helm install did not succeed \(attempt 2 of 8\): .*failed calling webhook/),
  ])
  expect(await releasesOf(stack, namespace)).toEqual([`sh.helm.release.v1.${id}.v1 deployed`])
  expect(await rowOf(id)).toMatchObject({ operation_id: null, due_at: null })
  await poller.stop()
})

test('after the eighth attempt a store is FAILED with retries_exhausted and the last reason', async () => {
  await stack.sandbox.setScenario({ api: [webhookDown] })
  const { id } = await stack.create('exhausted')
  await setRow(stack.database, id, { operation: { attempts: 7 } })
  const poller = stack.startPoller()
  const store = await stack.until(id, 'FAILED')
  expect(store).toMatchObject({
    failure_code: 'retries_exhausted',
    failure_reason: expect.stringMatching(/^Helm install failed: 8 attempts; the last: .*failed calling webhook/),
  })
  expect((await eventsOf(id, 'attempt')).at(-1)?.message).toContain('attempt 8 of 8')
  await poller.stop()
})

/** A chart of the test's own, spoilt. */
function spoiltChart(name: string, spoil: (folder: string) => void): Record<string, string> {
  const folder = join(stack.folder, name)
  cpSync(chart, folder, { recursive: true })
  spoil(folder)
  return { HELM_CHART_PATH: folder }
}

const quota =
  'deployments.apps "web" is forbidden: exceeded quota: team, requested: count/deployments.apps=1, used: 9, limited: 9'
const permanent = [
  {
    name: 'template',
    what: 'a template that cannot be rendered',
    settings: () =>
      spoiltChart('template', (folder) =>
        appendFileSync(join(folder, 'templates/web.yaml'), '{{ fail "no such engine" }}'),
      ),
    scenario: {},
    code: 'chart_invalid',
    reason: /^Helm install failed: .*no such engine/,
  },
  {
    name: 'schema',
    what: "values that break the chart's schema",
    settings: () => ({
      ...spoiltChart('schema', (folder) => writeFileSync(join(folder, 'values-odd.yaml'), 'web: nonsense\n')),
      HELM_ENV_VALUES_FILE: 'values-odd.yaml',
    }),
    scenario: {},
    code: 'chart_invalid',
    reason: /^Helm install failed: .*schema/,
  },
  {
    name: 'quota',
    what: 'a quota that leaves no room',
    settings: () => ({}),
    scenario: { api: [{ match: creatingWeb, fault: 'status', status: 403, message: quota }] },
    code: 'cluster_quota_exceeded',
    reason: /^Pods not ready: .*exceeded quota: team/,
  },
  {
    name: 'forbidden',
    what: 'a role that may not make deployments',
    settings: () => ({}),
    scenario: { forbid: [{ verb: 'create', resource: 'deployments.apps' }] },
    code: 'forbidden',
    reason: /^Helm install failed: .*cannot create resource "deployments"/,
  },
]

const makingNamespace = { verb: 'create', path: '/api/v1/namespaces' }
const webhookDenies = 'admission webhook "validate.kyverno.svc-fail" denied the request: policy require-labels: team'
const policyDenies =
  "namespaces is forbidden: ValidatingAdmissionPolicy 'teams' with binding 'all' denied request: no team"

describe('what a policy denies is forbidden at once, whatever the status, and the sentence names the step', () => {
  test.each([
    [400, webhookDenies],
    [403, webhookDenies],
    [422, policyDenies],
    [500, webhookDenies],
  ])('the namespace, by %i: %s', async (status, message) => {
    await stack.sandbox.setScenario({ api: [{ match: makingNamespace, fault: 'status', status, message }] })
    const { id } = await stack.create(`namespace-denied-${status}`)
    const poller = stack.startPoller()
    const store = await stack.until(id, 'FAILED')
    expect(store).toMatchObject({
      failure_code: 'forbidden',
      failure_reason: `Namespace not created: POST /api/v1/namespaces: ${message}`,
    })
    expect(await eventsOf(id, 'attempt')).toEqual([])
    await poller.stop()
  })

  test.each([400, 422])('what Helm makes, by %i', async (status) => {
    await stack.sandbox.setScenario({ api: [{ match: creatingWeb, fault: 'status', status, message: webhookDenies }] })
    const { id } = await stack.create(`object-denied-${status}`)
    const poller = stack.startPoller()
    const store = await stack.until(id, 'FAILED')
    expect(store).toMatchObject({
      failure_code: 'forbidden',
      failure_reason: expect.stringMatching(/^Helm install failed: .*denied the request/),
    })
    await poller.stop()
  })
})

test('a namespace that could not be made in eight tries is no fault of Helm', async () => {
  const message = 'the server rejected the request for an unknown reason'
  await stack.sandbox.setScenario({ api: [{ match: makingNamespace, fault: 'status', status: 400, message }] })
  const { id } = await stack.create('namespace-unmade')
  await setRow(stack.database, id, { operation: { attempts: 7 } })
  const poller = stack.startPoller()
  const store = await stack.until(id, 'FAILED')
  expect(store).toMatchObject({
    failure_code: 'retries_exhausted',
    failure_reason: expect.stringMatching(/^Namespace not created: 8 attempts; the last: /),
  })
  await poller.stop()
})

describe('what does not pass fails at the first attempt', () => {
  test.each(permanent)('$what: $code', async ({ name, settings, scenario, code, reason }) => {
    await stack.sandbox.setScenario(scenario)
    const { id } = await stack.create(`fails-${name}`)
    const poller = stack.startPoller(['--watch'], settings())
    const store = await stack.until(id, 'FAILED')
    expect(store).toMatchObject({ failure_code: code, failure_reason: expect.stringMatching(reason) })
    expect(await eventsOf(id, 'attempt')).toEqual([])
    expect((await eventsOf(id, 'evidence')).map((event) => event.code)).toContain(code)
    await poller.stop()
  })
})
