// What openHelm hands to Helm and makes of its end: fake binaries for the argv, the real Helm for the words.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { type HelmOptions, openHelm } from '../../../shared/helm/open-helm.ts'
import { eventually } from '../../support/eventually.ts'
import { fakeHelm } from './fixtures/processes.ts'

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup()
})

const never = () => new AbortController().signal
const target = { release: 'shop-abc123', namespace: 'store-shop-abc123' }
const chart = { chartPath: '/charts/store', valuesFiles: ['values.yaml', '/etc/more.yaml'] }

function helmWith(body: string, over: Partial<HelmOptions> = {}) {
  const fake = fakeHelm(body)
  cleanups.push(fake.remove)
  const limits = { timeoutMs: 20_000, graceMs: 200 }
  return { folder: fake.folder, helm: openHelm({ binary: fake.binary, env: process.env, ...limits, ...over }) }
}

const notes = `printf '%s\\n' "$@" >"$FOLDER/argv"; cat >"$FOLDER/stdin"; env >"$FOLDER/env"`

describe('an install', () => {
  it('passes the values on standard input only, behind the values files', async () => {
    const { helm, folder } = helmWith(notes, { timeoutMs: 40_500 })
    const values = { password: 's3cret', title: "it's, {a} \\ name" }
    expect(await helm.install({ ...target, ...chart, values, signal: never() })).toEqual({ outcome: 'ok', output: '' })
    expect(JSON.parse(readFileSync(join(folder, 'stdin'), 'utf8'))).toEqual(values)
    expect(readFileSync(join(folder, 'argv'), 'utf8').trim().split('\n')).toEqual([
      ...['install', 'shop-abc123', '/charts/store', '--namespace', 'store-shop-abc123', '--timeout', '41s'],
      ...['--disable-openapi-validation', '-f', '/charts/store/values.yaml', '-f', '/etc/more.yaml', '-f', '-'],
    ])
  })

  it('shows Helm the kubeconfig given and none of our own variables', async () => {
    const env = { ...process.env, STORE_SECRET_KEY: 'k3y', DATABASE_URL: 'sqlite:///x', KUBECONFIG: '/old' }
    const { helm, folder } = helmWith(notes, { env, kubeconfig: '/new:/other' })
    await helm.install({ ...target, ...chart, values: {}, signal: never() })
    const seen = readFileSync(join(folder, 'env'), 'utf8')
    expect(seen).toContain('KUBECONFIG=/new:/other\n')
    expect(seen).toContain('HELM_DRIVER=secret\n')
    expect(seen).not.toMatch(/k3y|DATABASE_URL/)
  })
})

describe('a rollback and an uninstall', () => {
  it('name the release, the namespace and, where given, the revision', async () => {
    const { helm, folder } = helmWith(`echo "$@" >>"$FOLDER/argv"`)
    await helm.rollback({ ...target, revision: 2, signal: never() })
    await helm.uninstall({ ...target, signal: never() })
    expect(readFileSync(join(folder, 'argv'), 'utf8').trim().split('\n')).toEqual([
      'rollback shop-abc123 2 --namespace store-shop-abc123 --timeout 20s',
      'uninstall shop-abc123 --namespace store-shop-abc123 --timeout 20s',
    ])
  })

  it('take a release that is not there as gone (uninstall), or as a change to look at (rollback)', async () => {
    const { helm } = helmWith('echo "Error: uninstall: Release not loaded: x: release: not found" >&2; exit 1')
    expect(await helm.uninstall({ ...target, signal: never() })).toMatchObject({ outcome: 'ok' })
    expect(await helm.rollback({ ...target, signal: never() })).toMatchObject({ outcome: 'transient' })
  })
})

describe('an end that is not of Helm’s making', () => {
  it.each([
    ['kill -KILL $$', /killed from outside/],
    ['exit 127', /could not be started/],
  ])('`%s` is transient: no store fails by it', async (body, message) => {
    const result = await helmWith(body).helm.install({ ...target, ...chart, values: {}, signal: never() })
    expect(result).toMatchObject({ outcome: 'transient', message: expect.stringMatching(message) })
  })
})

describe('the real Helm', () => {
  it('without a cluster is transient, and says so in one sentence', async () => {
    const { helm, installed } = await realHelm(`http://127.0.0.1:${await closedPort()}`)
    const result = await helm.install({ ...target, ...installed, values: { a: 1 }, signal: never() })
    expect(result).toMatchObject({
      outcome: 'transient',
      message: expect.stringMatching(/kubernetes cluster unreachable: /i),
    })
  })

  it('refuses a chart whose template fails, and the result is permanent', async () => {
    const api = await listen(
      createServer((_, res) =>
        res.setHeader('content-type', 'application/json').end('{"major":"1","minor":"31","gitVersion":"v1.31.0"}'),
      ),
    )
    const { helm, installed } = await realHelm(api, '{{ fail "web.host must be set" }}')
    const result = await helm.install({ ...target, ...installed, values: {}, signal: never() })
    expect(result).toMatchObject({ outcome: 'permanent', code: 'chart_invalid' })
    expect(result.outcome === 'permanent' && result.message).toContain('web.host must be set')
  })

  it('that hangs on the API server is stopped by the caller and by the wall clock', async () => {
    let asked = 0
    const api = await listen(createServer(() => asked++))
    const caller = new AbortController()
    const { helm, installed, withTimeout } = await realHelm(api)
    const stopped = helm.install({ ...target, ...installed, values: {}, signal: caller.signal })
    await eventually(() => asked > 0)
    caller.abort()
    expect(await stopped).toMatchObject({ outcome: 'stopped', by: 'caller' })
    const late = await withTimeout(300).uninstall({ ...target, signal: never() })
    expect(late).toMatchObject({ outcome: 'stopped', by: 'wall_clock' })
  })
})

async function realHelm(server: string, template = 'apiVersion: v1') {
  const folder = mkdtempSync(join(tmpdir(), 'storeplane-chart-'))
  cleanups.push(() => rmSync(folder, { recursive: true, force: true }))
  mkdirSync(join(folder, 'templates'))
  writeFileSync(join(folder, 'Chart.yaml'), 'apiVersion: v2\nname: store\nversion: 0.1.0\n')
  writeFileSync(join(folder, 'values.yaml'), '{}\n')
  writeFileSync(join(folder, 'templates', 'web.yaml'), `${template}\n`)
  const kubeconfig = join(folder, 'kubeconfig')
  writeFileSync(kubeconfig, kubeconfigFor(server))
  const binary = process.env['STOREPLANE_TEST_HELM'] ?? 'helm'
  const env = { ...process.env, HOME: folder }
  const withTimeout = (timeoutMs: number) => openHelm({ binary, env, kubeconfig, graceMs: 200, timeoutMs })
  const installed = { chartPath: folder, valuesFiles: ['values.yaml'] }
  return { helm: withTimeout(20_000), installed, withTimeout }
}

function kubeconfigFor(server: string): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'c', cluster: { server } }],
    users: [{ name: 'u', user: {} }],
    contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
    'current-context': 'x',
  })
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  cleanups.push(() => server.close().closeAllConnections())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function closedPort(): Promise<number> {
  const server = createTcpServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
