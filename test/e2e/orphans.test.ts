// Cluster and database compared both ways; real Helm, built programs, and a cluster that was made to differ.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { run } from '../cli/terminal.ts'
import { forgetStore } from '../support/forget-store.ts'
import { startProgram } from '../support/process.ts'
import { type Stack, startStack } from '../support/stack.ts'

let stack: Stack
let installation: string
let healthy: { id: string; namespace: string }
beforeAll(async () => {
  stack = await startStack({ settings: { STORE_CHECK_INTERVAL_SECONDS: '0' } })
  stack.startPoller()
  installation = String((await stack.database.query<{ id: string }>('SELECT id FROM installation'))[0]?.id)
})
afterAll(() => stack.stop())

async function orphans(args: string[] = [], environment: Record<string, string> = {}) {
  const env = { ...stack.environment, ...environment }
  const program = startProgram('storeplane', ['admin', 'orphans', ...args], { cwd: stack.folder, env })
  return { code: await program.ended, output: program.output() }
}

/** The same command without a process of its own; `answer` is what a person at a terminal says. */
function ask(args: string[], answer?: boolean) {
  const terminal = { environment: stack.environment, directory: stack.folder }
  return run(['admin', 'orphans', ...args], answer === undefined ? terminal : { ...terminal, answer })
}

async function found(): Promise<object[]> {
  const { code, printed } = await ask(['--json'])
  const { orphans: list } = JSON.parse(printed)
  expect(code).toBe(list.length === 0 ? 0 : 3)
  return list
}

async function makeReadyStore(name: string) {
  const { id, namespace } = await stack.create(name)
  await stack.until(id, 'READY')
  return { id, namespace }
}

async function apiDelete(path: string): Promise<void> {
  expect((await fetch(stack.sandbox.apiUrl + path, { method: 'DELETE' })).status).toBeLessThan(300)
}

async function namespaces(): Promise<string[]> {
  return (await stack.sandbox.get('/api/v1/namespaces')).items.map(({ metadata }) => metadata.name)
}

async function makeNamespace(name: string, labels: Record<string, string>): Promise<void> {
  const answer = await fetch(`${stack.sandbox.apiUrl}/api/v1/namespaces`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } }),
  })
  expect(answer.status).toBe(201)
}

test('before any tick there is no cluster to compare with, and afterwards there is no orphan among healthy stores', async () => {
  expect(await orphans()).toMatchObject({ code: 1, output: expect.stringContaining('no cluster yet') })
  healthy = await makeReadyStore('healthy')
  expect(await found()).toEqual([])
  expect(await orphans()).toEqual({
    code: 0,
    output: `Cluster and database agree on the installation ${installation}.\n`,
  })
})

test('a release without a row is listed, changed by nothing but --remove, and then gone with its namespace', async () => {
  const { id, namespace } = await makeReadyStore('rowless')
  await forgetStore(stack.database, id)
  expect(await found()).toEqual([{ what: 'no_row', id, namespace, release: 'deployed', row: null }])
  const told = new RegExp(`without a row +${id} +${namespace} +deployed +none`)
  expect(await orphans()).toEqual({ code: 3, output: expect.stringMatching(told) })
  expect(await namespaces()).toContain(namespace)
  expect(await orphans(['--remove', id])).toMatchObject({ code: 2, output: expect.stringContaining('pass --yes') })
  expect(await namespaces()).toContain(namespace)
  expect(await orphans(['--remove', id, '--yes'])).toEqual({ code: 0, output: `${id} is gone from the cluster\n` })
  expect(await namespaces()).not.toContain(namespace)
  expect(await found()).toEqual([])
})

test('a namespace of a DELETED store, one without a release, and one that is not ours are told apart', async () => {
  const mine = { 'storeplane.dev/installation': installation }
  const { id } = await makeReadyStore('came-back')
  await stack.call('DELETE', `/api/v1/stores/${id}`)
  await stack.until(id, 'DELETED')
  await makeNamespace(`store-${id}`, { ...mine, 'storeplane.dev/store': id })
  const foreign = { 'storeplane.dev/installation': 'somebody', 'storeplane.dev/store': 'foreign-abc123' }
  await makeNamespace('store-foreign-abc123', foreign)
  expect(await found()).toEqual([{ what: 'no_row', id, namespace: `store-${id}`, release: null, row: 'DELETED' }])
  const refused = await ask(['--remove', 'foreign-abc123', '--yes'])
  expect(refused).toMatchObject({ code: 1, noted: expect.stringContaining('does not carry the labels') })
  expect(await namespaces()).toContain('store-foreign-abc123')
  expect(await ask(['--remove', id], false)).toMatchObject({
    code: 1,
    noted: expect.stringContaining('Nothing was changed'),
  })
  expect(await found()).toHaveLength(1)
  expect((await ask(['--remove', id], true)).code).toBe(0)
  expect(await found()).toEqual([])
})

test('a store that lives, and one that nobody knows, are not removed', async () => {
  const { id, namespace } = healthy
  const live = await ask(['--remove', id, '--yes'])
  expect(live).toMatchObject({ code: 1, noted: expect.stringContaining(`storeplane delete ${id}`) })
  expect(await namespaces()).toContain(namespace)
  const nobody = await orphans(['--remove', 'nobody-abc123', '--yes'])
  expect(nobody).toMatchObject({
    code: 1,
    output: expect.stringContaining('there is no namespace store-nobody-abc123'),
  })
})

test('READY and FAILED rows whose namespace or release is gone are listed; one that failed before it had them is not', async () => {
  const razed = await makeReadyStore('razed')
  await apiDelete(`/api/v1/namespaces/${razed.namespace}`)
  const bereft = await makeReadyStore('bereft')
  await apiDelete(`/api/v1/namespaces/${bereft.namespace}/secrets/sh.helm.release.v1.${bereft.id}.v1`)
  await stack.sandbox.setScenario({ forbid: [{ verb: 'create', resource: 'namespaces' }] })
  const refused = await stack.create('refused')
  await stack.until(refused.id, 'FAILED')
  await stack.sandbox.setScenario({})
  expect(await found()).toEqual([
    { what: 'gone', id: razed.id, namespace: null, release: null, row: 'READY' },
    { what: 'gone', id: bereft.id, namespace: bereft.namespace, release: null, row: 'READY' },
  ])
  for (const { id } of [razed, bereft]) await stack.call('DELETE', `/api/v1/stores/${id}`)
  await Promise.all([razed, bereft].map(({ id }) => stack.until(id, 'DELETED')))
  expect(await found()).toEqual([])
})

test('another cluster, one out of reach, and none at all are refused with their exit codes', async () => {
  await stack.database.write([{ sql: `UPDATE clusters SET uid = uid || '-other'` }])
  expect(await orphans()).toMatchObject({ code: 1, output: expect.stringContaining('another cluster') })
  await stack.database.write([{ sql: `UPDATE clusters SET uid = replace(uid, '-other', '')` }])
  for (const elsewhere of [await ask(['--cluster', 'eu-1']), await orphans([], { CLUSTER_NAME: 'eu-1' })])
    expect(elsewhere).toMatchObject({ code: 1 })
  expect((await ask(['--cluster', 'eu-1'])).noted).toContain('no cluster yet with the name "eu-1"')
  await stack.sandbox.setScenario({ api: [{ fault: 'reset' }] })
  expect(await orphans()).toMatchObject({ code: 1, output: expect.stringContaining('unreachable') })
  await stack.sandbox.setScenario({})
  const none = await orphans([], { KUBECONFIG: '/nonexistent/config' })
  expect(none).toMatchObject({ code: 2, output: expect.stringContaining('Failed to load Kubernetes config') })
  expect((await ask(['--colour'])).code).toBe(2)
})
