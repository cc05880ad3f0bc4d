// `poller --check`, `--help` and faulty command lines: what a person is told, and the exit code a machine is.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrate } from '../../shared/database/migrate.ts'
import { now } from '../../shared/database/now.ts'
import { nameOf, permissions } from '../../shared/kubernetes/permissions.ts'
import { placeStore } from '../support/place-store.ts'
import { root, startProgram } from '../support/process.ts'
import { startProxy } from '../support/proxy.ts'
import { baseEnvironment, databaseOf, type Sandbox, startSandbox } from '../support/stack.ts'

let folder: string
let sandbox: Sandbox
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'storeplane-e2e-'))
  sandbox = await startSandbox(folder, [])
})
afterAll(async () => {
  await sandbox.program.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function poller(args: string[], settings: Record<string, string> = {}) {
  const env = { ...baseEnvironment(folder), ...sandbox.settings, ...settings }
  const program = startProgram('poller', args, { cwd: folder, env })
  return { code: await program.ended, output: program.output() }
}

test('on a good system --check lists what it looked at and exits 0', async () => {
  const { code, output } = await poller(['--check'])
  expect(output.match(/^ok {4}(.*?):/gm)).toHaveLength(8)
  expect(output).toMatch(/Helm CLI: .*\/helm v\d/)
  expect(output).toMatch(/woocommerce, medusa/)
  expect(code).toBe(0)
})

const faults: [what: string, settings: Record<string, string>, says: RegExp, code: number][] = [
  ['a missing Helm', { PATH: '/nonexistent' }, /Helm CLI not found: install Helm/, 2],
  [
    'a missing chart',
    { HELM_CHART_PATH: './nowhere' },
    /Helm chart not found: .*nowhere\/Chart\.yaml.*HELM_CHART_PATH/,
    2,
  ],
  [
    'a missing values file',
    { HELM_ENV_VALUES_FILE: 'values-none.yaml' },
    /values file not found: .*values-none\.yaml.*HELM_ENV_VALUES_FILE/,
    2,
  ],
  [
    'a missing kubeconfig',
    { KUBECONFIG: '/nonexistent/config' },
    /Failed to load Kubernetes config: .*\/nonexistent\/config/,
    2,
  ],
]

test.each(faults)(
  '%s is named with its cure, by --check and by a tick, and the exit code is that of a configuration',
  async (_, settings, says, code) => {
    const checked = await poller(['--check'], settings)
    expect(checked.output).toMatch(says)
    expect(checked.code).toBe(code)
    const ticked = await poller([], settings)
    expect(ticked.output).toMatch(says)
    expect(ticked.code).toBe(code)
  },
)

const values = (content: string | Buffer) => {
  const file = join(folder, 'values-odd.yaml')
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
  const checked = await poller(['--check'], settings)
  expect(checked.output).toMatch(new RegExp(`FAIL  Helm chart: .*(?:${says.source})`))
  expect(checked.code).toBe(2)
  const address = `sqlite:///${join(folder, `${what.replaceAll(' ', '-')}.db`)}`
  const database = await databaseOf({ ...baseEnvironment(folder), DATABASE_URL: address }, folder)
  await migrate(database)
  const { id } = await placeStore(database)
  await poller([], { ...settings, DATABASE_URL: address })
  expect(await database.query('SELECT failure_code FROM stores WHERE id = ?', [id])).toEqual([
    { failure_code: 'chart_invalid' },
  ])
  database.close()
})

test('a chart folder with more in it than a release may hold is named with the file', async () => {
  const chart = join(folder, 'heavy')
  cpSync(join(root, 'helm/store'), chart, { recursive: true })
  writeFileSync(join(chart, 'dump.sql'), Buffer.alloc(8_000_000, 'x'))
  const { code, output } = await poller(['--check'], { HELM_CHART_PATH: chart })
  expect(output).toMatch(/FAIL {2}Helm chart: chart and values hold more than .*dump\.sql/)
  expect(code).toBe(2)
})

test.each([
  ['KUBECONFIG of a shell', '~/.kube/config', /~\/\.kube\/config does not exist; ~ and \$HOME are not expanded here/],
])('%s is hinted at by a tick', async (_, KUBECONFIG, says) => {
  const { code, output } = await poller([], { KUBECONFIG })
  expect(output).toMatch(says)
  expect(code).toBe(2)
})

test('a database that cannot be written is named with its cure', async () => {
  const { code, output } = await poller(['--check'], { DATABASE_URL: 'sqlite:////proc/stores.db' })
  expect(output).toMatch(/FAIL {2}Database: not writable: .*DATABASE_URL/)
  expect(code).toBe(1)
})

test('a clock that was set back is told, with how far times lie ahead of it', async () => {
  await poller([])
  const database = await databaseOf({ ...baseEnvironment(folder), ...sandbox.settings }, folder)
  await database.write([{ sql: `UPDATE pollers SET last_tick_at = ${now} + 1200000` }])
  const { code, output } = await poller(['--check'])
  await database.write([{ sql: `UPDATE pollers SET last_tick_at = ${now}` }])
  database.close()
  expect(code).toBe(1)
  expect(output).toMatch(/FAIL {2}Database: the clock of .* was set back: it has times up to 1[12]\d\d s ahead of it/)
})

test('a damaged database is told with its cure', async () => {
  const file = join(folder, 'damaged.db')
  writeFileSync(file, 'this is no database '.repeat(1_000))
  const { code, output } = await poller(['--check'], { DATABASE_URL: `file:${file}` })
  expect(code).toBe(1)
  expect(output).toMatch(/FAIL {2}Database: .*is damaged .*restore it from a backup/)
})

test('a permission that is missing is named, with where to find what it is for', async () => {
  await sandbox.setScenario({ forbid: [{ verb: 'delete', resource: 'namespaces' }] })
  const { code, output } = await poller(['--check'])
  await sandbox.setScenario({})
  expect(output).toMatch(/FAIL {2}Permissions: missing: delete namespaces; .*ClusterRole.*docs\/permissions\.md/)
  expect(code).toBe(1)
})

test('where everything is forbidden, also to see which cluster this is, every permission is named', async () => {
  await sandbox.setScenario({ forbid: [{}] })
  const { code, output } = await poller(['--check'])
  await sandbox.setScenario({})
  expect(output).toMatch(/ok {4}Cluster: answers/)
  expect(output).toMatch(/FAIL {2}Installation: cannot be read: .*kube-system.*is forbidden/)
  expect(/missing: (.*?);/.exec(output)?.[1]?.split(', ')).toEqual(permissions.map(nameOf))
  expect(code).toBe(1)
})

/** The sandbox's cluster, with credentials from a plugin. */
function kubeconfigWith(script: string): Record<string, string> {
  const config = JSON.parse(readFileSync(sandbox.settings['KUBECONFIG'] ?? '', 'utf8'))
  const exec = {
    apiVersion: 'client.authentication.k8s.io/v1',
    command: 'sh',
    args: ['-c', script],
    interactiveMode: 'Never',
  }
  const users = config.users.map(({ name }: { name: string }) => ({ name, user: { exec } }))
  const file = join(folder, 'plugin.kubeconfig.json')
  writeFileSync(file, JSON.stringify({ ...config, users }))
  return { KUBECONFIG: file }
}

test('a credential plugin that takes longer than the API server may is no outage: to --check, and to a single tick with work', async () => {
  const settings = kubeconfigWith(
    `sleep 3; echo '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"t"}}'`,
  )
  expect((await poller(['--check'], settings)).code).toBe(0)
  const address = `sqlite:///${join(folder, 'plugin.db')}`
  const environment = { ...baseEnvironment(folder), ...sandbox.settings, ...settings, DATABASE_URL: address }
  const database = await databaseOf(environment, folder)
  await migrate(database)
  await placeStore(database)
  const { code, output } = await poller([], { ...settings, DATABASE_URL: address, TICK_MAX_SECONDS: '8' })
  database.close()
  expect(output).toContain('"step":"volumes"')
  expect(code).toBe(0)
})

test('a credential plugin that fails is told by its own last line, once', async () => {
  const { code, output } = await poller(['--check'], kubeconfigWith('echo VAULT_TOKEN is not set >&2; exit 1'))
  expect(output).toMatch(
    /FAIL {2}Cluster: unreachable: .*the plugin sh ended with exit code 1: VAULT_TOKEN is not set;/,
  )
  expect(output.match(/VAULT_TOKEN is not set/g)).toHaveLength(1)
  expect(code).toBe(1)
})

test('a proxy that is the only way to the cluster is taken by both clients, and told', async () => {
  const { port } = new URL(sandbox.apiUrl)
  const proxy = await startProxy(Number(port))
  const config = JSON.parse(readFileSync(sandbox.settings['KUBECONFIG'] ?? '', 'utf8'))
  const clusters = [{ ...config.clusters[0], cluster: { server: 'http://kube.example.test' } }]
  const file = join(folder, 'proxied.kubeconfig.json')
  writeFileSync(file, JSON.stringify({ ...config, clusters }))
  const { code, output } = await poller(['--check'], { KUBECONFIG: file, HTTP_PROXY: proxy.url })
  await proxy.close()
  expect(output).toMatch(new RegExp(`ok {4}Cluster: answers, .*; asked through the proxy ${proxy.url}`))
  expect(output).toMatch(/ok {4}Helm and cluster: helm list answers/)
  expect(proxy.asked.length).toBeGreaterThan(1)
  expect(code).toBe(0)
})

test('a Helm that does not reach the cluster is named', async () => {
  await sandbox.setScenario({ api: [{ match: { verb: 'list', path: '*/namespaces/*/secrets' }, fault: 'reset' }] })
  const { code, output } = await poller(['--check'])
  await sandbox.setScenario({})
  expect(output).toMatch(/FAIL {2}Helm and cluster: helm list does not succeed: /)
  expect(code).toBe(1)
})

test('a cluster out of reach is named with its cure', async () => {
  await sandbox.setScenario({ api: [{ fault: 'reset' }] })
  const { code, output } = await poller(['--check'])
  await sandbox.setScenario({})
  expect(output).toMatch(/FAIL {2}Cluster: unreachable: /)
  expect(code).toBe(1)
})

test('all faults of the configuration are listed at once, and the exit code is 2', async () => {
  const { code, output } = await poller([], {
    STORE_SECRET_KEY: 'short',
    LEASE_TTL_SECONDS: 'long',
    STORE_URL_TEMPLATE: 'http://shops',
  })
  expect(output).toMatch(/STORE_SECRET_KEY: must be keys of 32 bytes or more/)
  expect(output).toMatch(/LEASE_TTL_SECONDS: must be a number of seconds/)
  expect(output).toMatch(/STORE_URL_TEMPLATE: .*\{name\}/)
  expect(code).toBe(2)
})

test('a missing STORE_SECRET_KEY is answered with the command that makes one', async () => {
  const { code, output } = await poller([], { STORE_SECRET_KEY: '' })
  expect(output).toMatch(/STORE_SECRET_KEY: is required.*node -e/)
  expect(code).toBe(2)
})

test('where it alone is missing, --check names it first and still looks at everything else', async () => {
  const { code, output } = await poller(['--check'], { STORE_SECRET_KEY: '' })
  expect(output).toMatch(/^FAIL {2}STORE_SECRET_KEY: is required; .*node -e/)
  expect(output.match(/^ok {4}(.*?):/gm)).toHaveLength(8)
  expect(code).toBe(2)
  const worse = await poller(['--check'], { STORE_SECRET_KEY: '', LEASE_TTL_SECONDS: 'long' })
  expect(worse.output).toMatch(/STORE_SECRET_KEY: is required[\s\S]*LEASE_TTL_SECONDS: must be/)
  expect(worse.code).toBe(2)
})

test('a Helm that could outlive its lease is refused', async () => {
  const { code, output } = await poller([], { HELM_TIMEOUT_SECONDS: '50' })
  expect(output).toMatch(
    /HELM_TIMEOUT_SECONDS \+ HELM_STOP_GRACE_SECONDS is 60 s and must be less than LEASE_TTL_SECONDS/,
  )
  expect(code).toBe(2)
})

test.each([
  [['--for', 'ever'], /--for must be a duration/],
  [['--for', '5s', '--watch'], /exclude each other/],
  [['--wach'], /Unknown option '--wach'/],
])('the command line %j is refused with 2', async (args, says) => {
  const { code, output } = await poller(args)
  expect(output).toMatch(says)
  expect(code).toBe(2)
})

test('--help tells the options and the exit codes', async () => {
  const { code, output } = await poller(['--help'])
  expect(output).toMatch(/--for 55s[\s\S]*--watch[\s\S]*--check[\s\S]*Exit codes/)
  expect(code).toBe(0)
})

test('a tick that finds nothing to do exits 0', async () => {
  expect((await poller([])).code).toBe(0)
})
