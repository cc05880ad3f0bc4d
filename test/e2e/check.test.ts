// `poller --check`, `--help` and faulty command lines: what a person is told, and the exit code a machine is.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { now } from '../../shared/database/now.ts'
import { nameOf, permissions } from '../../shared/kubernetes/permissions.ts'
import { baseEnvironment, databaseOf } from '../support/stack.ts'
import { useCheckedPoller } from './fixtures/checked-poller.ts'

const checked = useCheckedPoller()

test('on a good system --check lists what it looked at and exits 0', async () => {
  const { code, output } = await checked.run(['--check'])
  expect(output.match(/^ok {4}(.*?):/gm)).toHaveLength(8)
  expect(output).toMatch(/Helm CLI: .*\/helm v\d/)
  expect(output).toMatch(/woocommerce available, medusa available/)
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
    const found = await checked.run(['--check'], settings)
    expect(found.output).toMatch(says)
    expect(found.code).toBe(code)
    const ticked = await checked.run([], settings)
    expect(ticked.output).toMatch(says)
    expect(ticked.code).toBe(code)
  },
)

test.each([
  ['KUBECONFIG of a shell', '~/.kube/config', /~\/\.kube\/config does not exist; ~ and \$HOME are not expanded here/],
])('%s is hinted at by a tick', async (_, KUBECONFIG, says) => {
  const { code, output } = await checked.run([], { KUBECONFIG })
  expect(output).toMatch(says)
  expect(code).toBe(2)
})

test('a database that cannot be written is named with its cure', async () => {
  const { code, output } = await checked.run(['--check'], { DATABASE_URL: 'sqlite:////proc/stores.db' })
  expect(output).toMatch(/FAIL {2}Database: not writable: .*DATABASE_URL/)
  expect(code).toBe(1)
})

test('a clock that was set back is told, with how far times lie ahead of it', async () => {
  await checked.run([])
  const database = await databaseOf({ ...baseEnvironment(checked.folder), ...checked.sandbox.settings }, checked.folder)
  await database.write([{ sql: `UPDATE pollers SET last_tick_at = ${now} + 1200000` }])
  const { code, output } = await checked.run(['--check'])
  await database.write([{ sql: `UPDATE pollers SET last_tick_at = ${now}` }])
  database.close()
  expect(code).toBe(1)
  expect(output).toMatch(/FAIL {2}Database: the clock of .* was set back: it has times up to 1[12]\d\d s ahead of it/)
})

test('a damaged database is told with its cure', async () => {
  const file = join(checked.folder, 'damaged.db')
  writeFileSync(file, 'this is no database '.repeat(1_000))
  const { code, output } = await checked.run(['--check'], { DATABASE_URL: `file:${file}` })
  expect(code).toBe(1)
  expect(output).toMatch(/FAIL {2}Database: .*is damaged .*restore it from a backup/)
})

test('a permission that is missing is named, with where to find what it is for', async () => {
  await checked.sandbox.setScenario({ forbid: [{ verb: 'delete', resource: 'namespaces' }] })
  const { code, output } = await checked.run(['--check'])
  await checked.sandbox.setScenario({})
  expect(output).toMatch(/FAIL {2}Permissions: missing: delete namespaces; .*ClusterRole.*docs\/permissions\.md/)
  expect(code).toBe(1)
})

test('where everything is forbidden, also to see which cluster this is, every permission is named', async () => {
  await checked.sandbox.setScenario({ forbid: [{}] })
  const { code, output } = await checked.run(['--check'])
  await checked.sandbox.setScenario({})
  expect(output).toMatch(/ok {4}Cluster: answers/)
  expect(output).toMatch(/FAIL {2}Installation: cannot be read: .*kube-system.*is forbidden/)
  expect(/missing: (.*?);/.exec(output)?.[1]?.split(', ')).toEqual(permissions.map(nameOf))
  expect(code).toBe(1)
})

test('a cluster out of reach is named with its cure', async () => {
  await checked.sandbox.setScenario({ api: [{ fault: 'reset' }] })
  const { code, output } = await checked.run(['--check'])
  await checked.sandbox.setScenario({})
  expect(output).toMatch(/FAIL {2}Cluster: unreachable: /)
  expect(code).toBe(1)
})

test('all faults of the configuration are listed at once, and the exit code is 2', async () => {
  const { code, output } = await checked.run([], {
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
  const { code, output } = await checked.run([], { STORE_SECRET_KEY: '' })
  expect(output).toMatch(/STORE_SECRET_KEY: is required.*node -e/)
  expect(code).toBe(2)
})

test('where it alone is missing, --check names it first and still looks at everything else', async () => {
  const { code, output } = await checked.run(['--check'], { STORE_SECRET_KEY: '' })
  expect(output).toMatch(/^FAIL {2}STORE_SECRET_KEY: is required; .*node -e/)
  expect(output.match(/^ok {4}(.*?):/gm)).toHaveLength(8)
  expect(code).toBe(2)
  const worse = await checked.run(['--check'], { STORE_SECRET_KEY: '', LEASE_TTL_SECONDS: 'long' })
  expect(worse.output).toMatch(/STORE_SECRET_KEY: is required[\s\S]*LEASE_TTL_SECONDS: must be/)
  expect(worse.code).toBe(2)
})

test('a Helm that could outlive its lease is refused', async () => {
  const { code, output } = await checked.run([], { HELM_TIMEOUT_SECONDS: '50' })
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
  const { code, output } = await checked.run(args)
  expect(output).toMatch(says)
  expect(code).toBe(2)
})

test('--help tells the options and the exit codes', async () => {
  const { code, output } = await checked.run(['--help'])
  expect(output).toMatch(/--for 55s[\s\S]*--watch[\s\S]*--check[\s\S]*Exit codes/)
  expect(code).toBe(0)
})

test('a tick that finds nothing to do exits 0', async () => {
  expect((await checked.run([])).code).toBe(0)
})
