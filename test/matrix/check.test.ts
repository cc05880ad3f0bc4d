// `poller --check` says of chart, credential plugin, proxy and Helm what a tick would meet.
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { migrate } from '../../shared/database/migrate.ts'
import { useCheckedPoller } from '../e2e/fixtures/checked-poller.ts'
import { placeStore } from '../support/place-store.ts'
import { root } from '../support/process.ts'
import { startProxy } from '../support/proxy.ts'
import { baseEnvironment, databaseOf } from '../support/stack.ts'

const checked = useCheckedPoller()

const values = (content: string | Buffer) => {
  const file = join(checked.folder, 'values-odd.yaml')
  writeFileSync(file, content)
  return { HELM_ENV_VALUES_FILE: file }
}

test.each([
  [
    'a section whose children are all commented out',
    'web:\n',
    /Helm does not render a store of woocommerce: .*progressDeadlineSeconds/,
  ],
  ['a value of the wrong kind', 'web: nonsense\n', /Helm does not render a store of .*schema/],
  ['bytes of Latin-1', Buffer.from('shop: # caf\xe9\n', 'latin1'), /Helm does not render|not valid YAML|UTF-8/],
  ['a key twice', 'web: {}\nweb: {}\n', /not valid YAML: .*unique/],
  ['two documents', 'a: 1\n---\nb: 2\n', /not valid YAML/],
])('%s in a values file is one verdict: that of --check, and of the store', async (what, content, says) => {
  const settings = values(content)
  const found = await checked.run(['--check'], settings)
  expect(found.output).toMatch(new RegExp(`FAIL  Helm chart: .*(?:${says.source})`))
  expect(found.code).toBe(2)
  const address = `sqlite:///${join(checked.folder, `${what.replaceAll(' ', '-')}.db`)}`
  const database = await databaseOf({ ...baseEnvironment(checked.folder), DATABASE_URL: address }, checked.folder)
  await migrate(database)
  const { id } = await placeStore(database)
  await checked.run([], { ...settings, DATABASE_URL: address })
  expect(await database.query('SELECT failure_code FROM stores WHERE id = ?', [id])).toEqual([
    { failure_code: 'chart_invalid' },
  ])
  database.close()
})

test('a chart checked.folder with more in it than a release may hold is named with the file', async () => {
  const chart = join(checked.folder, 'heavy')
  cpSync(join(root, 'helm/store'), chart, { recursive: true })
  writeFileSync(join(chart, 'dump.sql'), Buffer.alloc(8_000_000, 'x'))
  const { code, output } = await checked.run(['--check'], { HELM_CHART_PATH: chart })
  expect(output).toMatch(/FAIL {2}Helm chart: chart and values hold more than .*dump\.sql/)
  expect(code).toBe(2)
})

/** The sandbox's cluster, with credentials from a plugin. */
function kubeconfigWith(script: string): Record<string, string> {
  const config = JSON.parse(readFileSync(checked.sandbox.settings['KUBECONFIG'] ?? '', 'utf8'))
  const exec = {
    apiVersion: 'client.authentication.k8s.io/v1',
    command: 'sh',
    args: ['-c', script],
    interactiveMode: 'Never',
  }
  const users = config.users.map(({ name }: { name: string }) => ({ name, user: { exec } }))
  const file = join(checked.folder, 'plugin.kubeconfig.json')
  writeFileSync(file, JSON.stringify({ ...config, users }))
  return { KUBECONFIG: file }
}

test('a credential plugin that takes longer than the API server may is no outage: to --check, and to a single tick with work', async () => {
  const settings = kubeconfigWith(
    `sleep 3; echo '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"t"}}'`,
  )
  expect((await checked.run(['--check'], settings)).code).toBe(0)
  const address = `sqlite:///${join(checked.folder, 'plugin.db')}`
  const environment = {
    ...baseEnvironment(checked.folder),
    ...checked.sandbox.settings,
    ...settings,
    DATABASE_URL: address,
  }
  const database = await databaseOf(environment, checked.folder)
  await migrate(database)
  await placeStore(database)
  const { code, output } = await checked.run([], { ...settings, DATABASE_URL: address, TICK_MAX_SECONDS: '8' })
  database.close()
  expect(output).toContain('"step":"volumes"')
  expect(code).toBe(0)
})

test('a credential plugin that fails is told by its own last line, once', async () => {
  const { code, output } = await checked.run(['--check'], kubeconfigWith('echo VAULT_TOKEN is not set >&2; exit 1'))
  expect(output).toMatch(
    /FAIL {2}Cluster: unreachable: .*the plugin sh ended with exit code 1: VAULT_TOKEN is not set;/,
  )
  expect(output.match(/VAULT_TOKEN is not set/g)).toHaveLength(1)
  expect(code).toBe(1)
})

test('a proxy that is the only way to the cluster is taken by both clients, and told', async () => {
  const { port } = new URL(checked.sandbox.apiUrl)
  const proxy = await startProxy(Number(port))
  const config = JSON.parse(readFileSync(checked.sandbox.settings['KUBECONFIG'] ?? '', 'utf8'))
  const clusters = [{ ...config.clusters[0], cluster: { server: 'http://kube.example.test' } }]
  const file = join(checked.folder, 'proxied.kubeconfig.json')
  writeFileSync(file, JSON.stringify({ ...config, clusters }))
  const { code, output } = await checked.run(['--check'], { KUBECONFIG: file, HTTP_PROXY: proxy.url })
  await proxy.close()
  expect(output).toMatch(new RegExp(`ok {4}Cluster: answers, .*; asked through the proxy ${proxy.url}`))
  expect(output).toMatch(/ok {4}Helm and cluster: helm list answers/)
  expect(proxy.asked.length).toBeGreaterThan(1)
  expect(code).toBe(0)
})

test('a Helm that does not reach the cluster is named', async () => {
  await checked.sandbox.setScenario({
    api: [{ match: { verb: 'list', path: '*/namespaces/*/secrets' }, fault: 'reset' }],
  })
  const { code, output } = await checked.run(['--check'])
  await checked.sandbox.setScenario({})
  expect(output).toMatch(/FAIL {2}Helm and cluster: helm list does not succeed: /)
  expect(code).toBe(1)
})
