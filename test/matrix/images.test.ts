// The images of the control plane, built from their Dockerfiles and run: unprivileged, on a root that cannot be written.
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Container, type ContainerOptions, imageConfig, startContainer } from '../deploy/container.ts'
import { eventually } from '../support/eventually.ts'
import { freePort } from '../support/free-port.ts'
import { root } from '../support/process.ts'
import { type Sandbox, startSandbox } from '../support/stack.ts'

const images = { functions: 'localhost/storeplane-functions:test', poller: 'localhost/storeplane-poller:test' }
const user = 1000
const key = `sp_${'k'.repeat(43)}`
const headers = { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' }

let folder: string
let sandbox: Sandbox
const started: Container[] = []
beforeAll(async () => {
  const built = spawnSync('bash', [join(root, 'test/deploy/images.sh')], { encoding: 'utf8' })
  if (built.status !== 0) throw new Error(`images.sh: ${built.stdout}${built.stderr}`)
  folder = mkdtempSync(join(tmpdir(), 'storeplane-images-'))
  chmodSync(folder, 0o755)
  mkdirSync(join(folder, 'data'), { mode: 0o700 })
  chownSync(join(folder, 'data'), user, user)
  sandbox = await startSandbox(folder, ['--pod-delay', '50'])
  copyFileSync(sandbox.settings['KUBECONFIG'] ?? '', join(folder, 'kubeconfig'))
  copyFileSync(join(root, 'helm/store/values-local.yaml'), join(folder, 'values.yaml'))
  writeFileSync(join(folder, 'key'), key)
  for (const file of ['kubeconfig', 'values.yaml', 'key']) chmodSync(join(folder, file), 0o644)
}, 600_000)
afterAll(async () => {
  for (const container of started) await container.remove()
  await sandbox?.program.stop()
  rmSync(folder, { recursive: true, force: true })
})

function start(options: ContainerOptions): Container {
  const mounts = { '/data': join(folder, 'data'), '/run/storeplane': folder, ...options.mounts }
  const container = startContainer({ ...options, mounts })
  started.push(container)
  return container
}

const pollerEnvironment = () => ({
  ...sandbox.settings,
  KUBECONFIG: '/run/storeplane/kubeconfig',
  HELM_ENV_VALUES_FILE: '/run/storeplane/values.yaml',
  STORE_SECRET_KEY: Buffer.alloc(32, 'test').toString('base64'),
  PROVISIONING_POLL_INTERVAL_SECONDS: '0.3',
})

/** The image's own health check, run as the engine would. */
const checkHealth = (container: Container, image: string) =>
  container.exec(imageConfig(image).Healthcheck.Test.slice(1))

test.each(Object.entries(images))(
  'the image of %s says what it is, runs as user 1000 and has a health check',
  (name, image) => {
    const { User, Labels, Healthcheck, Entrypoint } = imageConfig(image)
    expect(User).toBe('1000:1000')
    expect(Healthcheck.Test[0]).toBe('CMD')
    expect(Entrypoint).toEqual(['tini', '--'])
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    expect(Labels).toMatchObject({
      'org.opencontainers.image.title': `storeplane-${name}`,
      'org.opencontainers.image.version': version,
      'org.opencontainers.image.licenses': 'Apache-2.0',
    })
    expect(Labels['org.opencontainers.image.revision']).toMatch(/^[0-9a-f]{40}$/)
  },
)

test('functions without any key refuse to be reached, and say which command makes one', async () => {
  const container = start({ image: images.functions })
  expect(await container.ended).toBe(2)
  expect(container.output()).toContain('storeplane admin keys create')
})

test('functions and poller, each in its container, share a database file and bring a store to READY and away', async () => {
  const init = start({
    image: images.functions,
    command: [
      'storeplane',
      'admin',
      'keys',
      'ensure',
      '--from-file',
      '/run/storeplane/key',
      '--owner',
      'shop-team',
      '--scopes',
      'read,write',
    ],
  })
  expect([await init.ended, init.output()]).toEqual([0, init.output()])
  const port = String(await freePort())
  const functions = start({ image: images.functions, environment: { PORT: port } })
  const poller = start({ image: images.poller, environment: pollerEnvironment() })
  const stores = `http://127.0.0.1:${port}/stores`
  await eventually(() => checkHealth(functions, images.functions).code === 0, {
    everyMs: 200,
    deadlineMs: 60_000,
    what: functions.output(),
  })
  const made = await fetch(stores, { method: 'POST', headers, body: '{"name":"boxed","engine":"woocommerce"}' })
  const { id } = (await made.json()) as { id: string }
  const until = (status: string) =>
    eventually(
      async () =>
        ((await (await fetch(`${stores}/${id}`, { headers })).json()) as { status: string }).status === status,
      {
        deadlineMs: 60_000,
        everyMs: 250,
        what: `${status}: ${poller.output().slice(-2_000)}`,
      },
    )
  await until('READY')
  await fetch(`${stores}/${id}`, { method: 'DELETE', headers })
  await until('DELETED')
  for (const [container, image] of [
    [functions, images.functions],
    [poller, images.poller],
  ] as const) {
    expect(container.exec(['id', '-u']).output.trim()).toBe('1000')
    expect(container.exec(['touch', '/app/written']).output).toContain('Read-only file system')
    expect(checkHealth(container, image).code).toBe(0)
    container.signal('TERM')
    expect(await container.ended).toBe(0)
  }
  expect(poller.output()).toContain('"poller.ended"')
})

test('a function is served by itself, by another command of the same image', async () => {
  const port = String(await freePort())
  const command = ['node', '/app/functions/list-stores.mjs']
  const container = start({ image: images.functions, command, environment: { PORT: port } })
  const list = () => fetch(`http://127.0.0.1:${port}/stores`, { headers })
  expect(await eventually(async () => (await list()).status, { deadlineMs: 60_000, what: container.output() })).toBe(
    200,
  )
  expect((await fetch(`http://127.0.0.1:${port}/stores`, { method: 'POST', headers })).status).toBe(405)
  expect(checkHealth(container, images.functions).code).toBe(0)
  container.signal('TERM')
  expect(await container.ended).toBe(0)
})

test('the first process of a poller reaps what is left to it', async () => {
  const poller = start({ image: images.poller, environment: pollerEnvironment() })
  const pid = await poller.pid()
  await eventually(() => checkHealth(poller, images.poller).code === 0, { everyMs: 200, deadlineMs: 60_000 })
  poller.exec(['sh', '-c', 'for i in 1 2 3; do (sleep 0.$i & echo $! >>/tmp/orphans); done'])
  await eventually(
    () =>
      poller.exec(['sh', '-c', 'for p in $(cat /tmp/orphans); do [ ! -e /proc/$p ] || echo $p; done']).output === '',
  )
  expect(childrenOf(pid).map(stateOf)).not.toContain('Z')
  poller.signal('TERM')
  expect(await poller.ended).toBe(0)
})

test('the health check notices a poller that hangs, and one that goes on', async () => {
  const poller = start({ image: images.poller, environment: pollerEnvironment() })
  const [node = 0] = await eventually(async () => childrenOf(await poller.pid()), { deadlineMs: 60_000 })
  await eventually(() => checkHealth(poller, images.poller).code === 0, { everyMs: 200, deadlineMs: 60_000 })
  process.kill(node, 'SIGSTOP')
  poller.exec(['touch', '--date=2 minutes ago', '/tmp/storeplane-poller-alive'])
  const { code, output } = checkHealth(poller, images.poller)
  expect([code, output]).toEqual([1, expect.stringMatching(/^not alive: the poller's loop turned 1[2-9]\d s ago/)])
  process.kill(node, 'SIGCONT')
  await eventually(() => checkHealth(poller, images.poller).code === 0, { everyMs: 200, deadlineMs: 60_000 })
})

function childrenOf(pid: number): number[] {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim()
  return text === '' ? [] : text.split(' ').map(Number)
}

function stateOf(pid: number): string {
  return /^\d+ \(.*\) (\w)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1] ?? ''
}
