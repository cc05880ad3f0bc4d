// Credential plugins of a kubeconfig, as real programs: their own time, what is kept of them, and what is said where they fail.
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { type ClusterError, openCluster } from '../../../shared/kubernetes/open-cluster.ts'
import { type Reply, startApiServer } from './api-server.ts'

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

const version = () => ({ body: { gitVersion: 'v1' } })
const exec = (script: string, more: object = {}) => ({
  exec: { apiVersion: 'client.authentication.k8s.io/v1', command: 'sh', args: ['-c', script], ...more },
})
const token = (value: string, more = '') => `echo '{"status":{"token":"${value}"${more}}}'`

type Opened = { user: object; reply?: (asked: { headers: object }) => Reply; more?: object }

async function open({ user, reply = version, more = {} }: Opened) {
  const api = await startApiServer(reply, { user })
  cleanups.push(api.close)
  const cluster = openCluster({ env: {}, timeoutMs: 1_000, kubeconfig: api.kubeconfig, ...more })
  cleanups.push(cluster.close)
  return { api, cluster, tokens: () => api.asked.map(({ headers }) => headers.authorization) }
}

const errorOf = (call: Promise<unknown>) =>
  call.then(
    () => expect.fail('did not reject'),
    (error: ClusterError) => error,
  )

it('has a time of its own beside that of the API server', async () => {
  const { cluster, tokens } = await open({ user: exec(`sleep 0.6; ${token('slow')}`) })
  expect(await cluster.version({ timeoutMs: 500 })).toBe('v1')
  expect(tokens()).toEqual(['Bearer slow'])
})

it.each([
  ['without an expiry', ''],
  ['with one that is ahead', ',"expirationTimestamp":"2999-01-01T00:00:00Z"'],
])('what it gave %s is kept: one run for all requests, also at once', async (_, more) => {
  const { cluster, api, tokens } = await open({ user: exec(`echo x >>runs; ${token('kept', more)}`) })
  const runs = exec(`echo x >>"${join(api.folder, 'runs')}"; ${token('kept', more)}`)
  const config = JSON.parse(readFileSync(api.kubeconfig, 'utf8'))
  writeFileSync(api.kubeconfig, JSON.stringify({ ...config, users: [{ name: 'u', user: runs }] }))
  cluster.close()
  const counted = openCluster({ env: {}, timeoutMs: 1_000, kubeconfig: api.kubeconfig })
  cleanups.push(counted.close)
  await Promise.all([counted.version(), counted.version()])
  await counted.version()
  expect(tokens()).toEqual(['Bearer kept', 'Bearer kept', 'Bearer kept'])
  expect(readFileSync(join(api.folder, 'runs'), 'utf8')).toBe('x\n')
})

it('what has expired is got anew', async () => {
  const expired = ',"expirationTimestamp":"2001-01-01T00:00:00Z"'
  const { cluster, tokens } = await open({ user: exec(`echo '{"status":{"token":"'$$'"${expired}}}'`) })
  await cluster.version()
  await cluster.version()
  expect(new Set(tokens()).size).toBe(2)
})

it('a 401 has it got anew at once, and only once for each request', async () => {
  let asked = 0
  const once = await open({ user: exec(token('t')), reply: () => (++asked === 1 ? { status: 401 } : version()) })
  expect(await once.cluster.version()).toBe('v1')
  const always = await open({ user: exec(token('t')), reply: () => ({ status: 401 }) })
  expect(await errorOf(always.cluster.version())).toMatchObject({ kind: 'unauthorized' })
  expect(always.api.asked).toHaveLength(2)
})

it('gets our environment without our secrets, what the kubeconfig adds, and who asks', async () => {
  const script = `echo "{\\"status\\":{\\"token\\":\\"$VAULT_TOKEN.$ADDED.\${STORE_SECRET_KEY:-none}.$(echo "$KUBERNETES_EXEC_INFO" | grep -c interactive)\\"}}"`
  const env = { VAULT_TOKEN: 'vault', STORE_SECRET_KEY: 'ours' }
  const user = exec(script, { env: [{ name: 'ADDED', value: 'added' }] })
  const { cluster, tokens } = await open({ user, more: { env } })
  await cluster.version()
  expect(tokens()).toEqual(['Bearer vault.added.none.1'])
})

it('a command with a slash is relative to its kubeconfig', async () => {
  const { api, cluster, tokens } = await open({ user: { exec: { command: './bin/get-token' } } })
  mkdirSync(join(api.folder, 'bin'))
  writeFileSync(join(api.folder, 'bin', 'get-token'), `#!/bin/sh\n${token('beside')}\n`)
  chmodSync(join(api.folder, 'bin', 'get-token'), 0o755)
  await cluster.version()
  expect(tokens()).toEqual(['Bearer beside'])
})

it.each([
  [
    'echo first >&2; echo VAULT_TOKEN is not set >&2; exit 3',
    /plugin sh ended with exit code 3: VAULT_TOKEN is not set$/,
  ],
  ['echo hello', /plugin sh printed no credentials/],
  [`echo '{"status":{"clientCertificateData":"c"}}'`, /plugin sh printed no credentials/],
  ['echo null', /plugin sh printed no credentials/],
])('one that fails is named, with its last line: %s', async (script, message) => {
  const { api, cluster } = await open({ user: exec(script) })
  expect(await errorOf(cluster.version())).toMatchObject({
    kind: 'unauthorized',
    message: expect.stringMatching(message),
  })
  expect(api.asked).toEqual([])
})

it('one that is not there is told once', async () => {
  const { cluster } = await open({ user: { exec: { command: 'no-such-plugin', installHint: 'install it' } } })
  const { message } = await errorOf(cluster.version())
  expect(message).toMatch(/the plugin no-such-plugin is not there or not executable: install it/)
  expect(message.match(/no credentials/gi)).toHaveLength(1)
})

it('one that never ends is stopped with the poller, with all it has started', async () => {
  const stop = new AbortController()
  const { api, cluster } = await open({ user: { exec: { command: './hangs' } }, more: { signal: stop.signal } })
  const started = join(api.folder, 'started')
  writeFileSync(join(api.folder, 'hangs'), `#!/bin/sh\ntouch "${started}"; sleep 60\n`)
  chmodSync(join(api.folder, 'hangs'), 0o755)
  const failed = errorOf(cluster.version())
  await expect.poll(() => existsSync(started), { timeout: 10_000 }).toBe(true)
  stop.abort()
  expect(await failed).toMatchObject({ kind: 'unauthorized', message: expect.stringContaining('was stopped') })
})
