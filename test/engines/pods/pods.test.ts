// Both engines as real pods on a real cluster: READY, sold from, logged in to, restarted, and gone. Times and memory are printed.
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deriveCredentials, secretKey } from '../../../shared/credentials.ts'
import { chartFolder } from '../../chart/chart.ts'
import { type ClusterPlane, startOnCluster } from '../../cluster/cluster.ts'
import { eventually } from '../../support/eventually.ts'
import { askShop } from './shop-client.ts'

type Login = { url: string; user: string; password: string }

let plane: ClusterPlane
beforeAll(async () => {
  plane = await startOnCluster({ HELM_ENV_VALUES_FILE: join(import.meta.dirname, 'values-pods.yaml') })
  plane.startPoller()
})
afterAll(() => plane?.stop())

const engines = {
  woocommerce: {
    product: async (url: string) => askShop(`${url}/wp-json/wc/store/v1/products`),
    login: async ({ url, user, password }: Login) => {
      const { status, location, cookies } = await askShop(`${url}/wp-login.php`, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          cookie: 'wordpress_test_cookie=WP%20Cookie%20check',
        },
        body: new URLSearchParams({ log: user, pwd: password, testcookie: '1' }).toString(),
      })
      return (
        status === 302 && location.includes('/wp-admin/') && cookies.some((one) => one.includes('wordpress_logged_in'))
      )
    },
  },
  medusa: {
    product: async (url: string, id: string) =>
      askShop(`${url}/store/products`, { headers: { 'x-publishable-api-key': publishableKey(id) } }),
    login: async ({ url, user, password }: Login) => {
      const headers = { 'content-type': 'application/json' }
      const body = JSON.stringify({ email: user, password })
      const asked = await askShop(`${url}/auth/user/emailpass`, { method: 'POST', headers, body })
      if (asked.status !== 200) return false
      const authorization = `Bearer ${JSON.parse(asked.body).token}`
      const session = await askShop(`${url}/auth/session`, { method: 'POST', headers: { authorization } })
      const cookie = session.cookies[0]?.split(';')[0] ?? ''
      return (await askShop(`${url}/admin/users/me`, { headers: { cookie } })).status === 200
    },
  },
}

test.each(['woocommerce', 'medusa'] as const)(
  'a real %s store becomes READY, sells, lets its administrator in, keeps its data through a restart and a reinstall, and is deleted without a trace',
  async (engine) => {
    const { product, login } = engines[engine]
    const began = performance.now()
    const made = await plane.create(`pods-${engine}`, engine)
    const store = await plane.until(made.id, 'READY', 570_000)
    tell(engine, `READY after ${seconds(began)}`)
    const url = String(store['store_url'])
    expect((await product(url, made.id)).body).toContain('Sample product')
    const { body } = await plane.call('GET', `/api/v1/stores/${made.id}/credentials`)
    const revealed = { url, user: String(body['user']), password: String(body['password']) }
    expect(await login(revealed)).toBe(true)
    expect(await login({ ...revealed, password: 'wrong' })).toBe(false)
    for (const line of memoryOf(made.namespace)) tell(engine, line)

    const restarted = performance.now()
    kubectl(made.namespace, 'delete', 'pods', '--selector', 'app.kubernetes.io/component!=setup', '--wait=true')
    const asBefore = async () =>
      (await product(url, made.id)).body.includes('Sample product') && (await login(revealed))
    const back = { deadlineMs: 300_000, everyMs: 500, what: 'the store as it was' }
    await eventually(asBefore, back)
    tell(engine, `all pods removed, back after ${seconds(restarted)}`)

    const reinstalled = performance.now()
    reinstall(made.id, made.namespace)
    await eventually(asBefore, back)
    tell(engine, `uninstalled and installed again over its volumes, back after ${seconds(reinstalled)}`)

    const deleted = performance.now()
    await plane.call('DELETE', `/api/v1/stores/${made.id}`)
    await plane.until(made.id, 'DELETED', 180_000)
    tell(engine, `DELETED after ${seconds(deleted)}`)
    expect(await plane.leftOf(made)).toEqual([])
    const volumes = kubectl(
      made.namespace,
      'get',
      'persistentvolumes',
      '--output',
      'jsonpath={.items[*].spec.claimRef.namespace}',
    )
    expect(volumes).not.toContain(made.namespace)
  },
)

/** With real Helm and the same values, as the platform does at a retry. */
function reinstall(id: string, namespace: string): void {
  const helm = (args: string[], input = '') =>
    execFileSync(process.env['STOREPLANE_TEST_HELM'] ?? 'helm', [...args, '--namespace', namespace], {
      encoding: 'utf8',
      input,
      stdio: ['pipe', 'pipe', 'pipe'],
    })
  const values = helm(['get', 'values', id, '--output', 'json'])
  helm(['uninstall', id, '--wait'])
  helm(['install', id, chartFolder, '--values', '-'], values)
}

const publishableKey = (id: string) => `pk_${deriveCredentials(secretKey(Buffer.alloc(32, 'test')), id).publishableKey}`

const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(0)} s`

function tell(engine: string, line: string): void {
  console.log(`${engine}: ${line}`)
}

/** Memory of each container as its cgroup counts it: now, and the most it ever was. */
function memoryOf(namespace: string): string[] {
  const running = kubectl(
    namespace,
    'get',
    'pods',
    '--field-selector',
    'status.phase=Running',
    '--output',
    'jsonpath={range .items[*]}{.metadata.name}{range .spec.containers[*]}{" "}{.name}{end}{"\\n"}{end}',
  )
  return running
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [pod = '', ...containers] = line.split(' ')
      return containers.map((container) => {
        // cgroup v2, else v1.
        const read =
          'cd /sys/fs/cgroup; cat memory.current memory.peak 2>/dev/null || cat memory/memory.usage_in_bytes memory/memory.max_usage_in_bytes'
        const numbers = kubectl(namespace, 'exec', pod, '--container', container, '--', 'sh', '-c', read)
          .trim()
          .split('\n')
        const [now, most] = numbers.map((bytes) => `${Math.round(Number(bytes) / 2 ** 20)} MiB`)
        return `memory of ${pod.split('-')[0]}/${container}: ${now}, at most ${most}`
      })
    })
}

function kubectl(namespace: string, ...args: string[]): string {
  return execFileSync('kubectl', ['--namespace', namespace, ...args], { encoding: 'utf8' })
}
