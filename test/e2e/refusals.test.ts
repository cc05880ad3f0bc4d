// What a poller does not touch: another cluster, another control plane's namespaces; and what it says instead.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Sandbox, type Stack, startSandbox, startStack } from '../support/stack.ts'

let stack: Stack
let other: { folder: string; sandbox: Sandbox }
beforeAll(async () => {
  stack = await startStack()
  const folder = mkdtempSync(join(tmpdir(), 'storeplane-e2e-'))
  other = { folder, sandbox: await startSandbox(folder, ['--pod-delay', '50']) }
})
afterAll(async () => {
  await stack.stop()
  await other.sandbox.program.stop()
  rmSync(other.folder, { recursive: true, force: true })
})

const namespacesOf = async (sandbox: Sandbox) =>
  (await sandbox.get('/api/v1/namespaces')).items.map(({ metadata }) => metadata.name)

test('a poller pointed at another cluster touches nothing, exits 1 and says how to move', async () => {
  const first = await stack.create('here')
  expect(await stack.startPoller(['--for', '2s']).ended).toBe(0)
  const second = await stack.create('there')
  const before = await namespacesOf(other.sandbox)
  const lost = stack.startPoller([], other.sandbox.settings)
  expect(await lost.ended).toBe(1)
  expect(lost.output()).toMatch(/another cluster .* nothing was touched.*storeplane admin cluster adopt/s)
  expect(await namespacesOf(other.sandbox)).toEqual(before)
  expect(await stack.database.query('SELECT id FROM stores WHERE lease_holder IS NOT NULL')).toEqual([])
  expect((await stack.call('GET', `/api/v1/stores/${second.id}`)).body['status']).toBe('PROVISIONING')
  expect((await stack.call('GET', `/api/v1/stores/${first.id}`)).body['status']).not.toBe('FAILED')
})

test.each([
  ['nobody', {}],
  ['another installation', { 'storeplane.dev/installation': 'theirs', 'app.kubernetes.io/managed-by': 'storeplane' }],
])(
  "a namespace of %s in a store's place is not touched: the store fails, says so, and DELETE leaves it alone",
  async (who, labels) => {
    const { id, namespace } = await stack.create(`squatted-${who.replace(/ .*/, '')}`)
    const made = await fetch(`${stack.sandbox.apiUrl}/api/v1/namespaces`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels } }),
    })
    expect(made.status).toBe(201)
    const poller = stack.startPoller()
    const store = await stack.until(id, 'FAILED')
    expect(store['failure_code']).toBe('namespace_conflict')
    expect(store['failure_reason']).toMatch(
      new RegExp(`^Helm install failed: the namespace ${namespace} .* nothing in it was touched`),
    )
    await stack.call('DELETE', `/api/v1/stores/${id}`)
    await stack.until(id, 'DELETED')
    expect(await namespacesOf(stack.sandbox)).toContain(namespace)
    await poller.stop()
  },
)

test('the API answers while no poller runs and while the cluster is out of reach', async () => {
  await stack.sandbox.setScenario({ api: [{ fault: 'hang' }] })
  const poller = stack.startPoller()
  const { status, tookMs } = await stack.call('POST', '/api/v1/stores', { name: 'patient', engine: 'woocommerce' })
  expect(status).toBe(202)
  expect(tookMs).toBeLessThan(500)
  await poller.stop()
  expect((await stack.call('GET', '/api/v1/stores')).status).toBe(200)
  await stack.sandbox.setScenario({})
})
