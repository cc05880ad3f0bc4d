// A real Helm against the sandbox.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../../sandbox/start.ts'
import { eventually } from '../support/eventually.ts'
import { call } from './support/client.ts'
import { claimTemplate, deployment, job, list, newNamespace, pathOf, statefulSet } from './support/objects.ts'
import { type Tools, toolsFor } from './support/run.ts'

let sandbox: Sandbox
let tools: Tools
let chart: string

beforeAll(async () => {
  sandbox = await startSandbox({ podDelayMs: 100 })
  tools = toolsFor(sandbox)
  chart = writeChart()
})
afterAll(async () => {
  tools.close()
  rmSync(chart, { recursive: true })
  await sandbox.close()
})

/** A shop in small; JSON is YAML. */
function writeChart(): string {
  const folder = mkdtempSync(join(tmpdir(), 'chart-'))
  mkdirSync(join(folder, 'templates'))
  const container = { name: 'main', image: '{{ .Values.image }}', envFrom: [{ secretRef: { name: 'credentials' } }] }
  const objects: Record<string, object> = {
    secret: { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'credentials' }, stringData: { password: 'x' } },
    config: {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'config' },
      data: { image: '{{ .Values.image }}' },
    },
    service: {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web' },
      spec: { ports: [{ port: 80 }], selector: { app: 'web' } },
    },
    web: deployment('web', {}, { containers: [container] }),
    database: statefulSet('database', { serviceName: 'database', volumeClaimTemplates: [claimTemplate('data')] }),
    setup: job('setup'),
  }
  writeFileSync(join(folder, 'Chart.yaml'), 'apiVersion: v2\nname: tiny\nversion: 0.1.0\n')
  writeFileSync(join(folder, 'values.yaml'), 'image: shop:1\n')
  for (const [name, object] of Object.entries(objects)) {
    writeFileSync(join(folder, 'templates', `${name}.yaml`), JSON.stringify(object))
  }
  return folder
}

test('Helm installs, waits, upgrades, lists and uninstalls a chart as on a cluster', async () => {
  const namespace = await newNamespace(sandbox)
  const inNamespace = ['-n', namespace]
  const installed = await tools.helm('install', 'shop', chart, ...inNamespace, '--wait', '--timeout', '20s')
  expect(installed).toMatchObject({ code: 0, stdout: expect.stringContaining('STATUS: deployed') })

  const upgraded = await tools.helm('upgrade', 'shop', chart, ...inNamespace, '--set', 'image=shop:2')
  expect(upgraded).toMatchObject({ code: 0, stdout: expect.stringContaining('REVISION: 2') })
  const { body } = await call(sandbox, 'GET', `${pathOf.deployments(namespace)}/web`)
  expect(body['spec'].template.spec.containers[0].image).toBe('shop:2')
  expect((await tools.helm('list', ...inNamespace, '-q')).stdout.trim()).toBe('shop')
  expect(await list(sandbox, `${pathOf.secrets(namespace)}?labelSelector=owner%3Dhelm,status%3Ddeployed`)).toHaveLength(
    1,
  )

  expect((await tools.helm('uninstall', 'shop', ...inNamespace)).code).toBe(0)
  await eventually(async () => (await list(sandbox, pathOf.pods(namespace))).length === 0, { what: 'no pods' })
  expect(await list(sandbox, pathOf.deployments(namespace))).toEqual([])
  expect(await list(sandbox, pathOf.claims(namespace))).toHaveLength(1)
  expect(sandbox.counts.installs).toMatchObject({ [`${namespace}/shop`]: 1 })
})

test('four Helms at once install 8 releases without a failure', async () => {
  const namespaces = await Promise.all(Array.from({ length: 8 }, () => newNamespace(sandbox)))
  const waiting = [...namespaces]
  const worker = async () => {
    for (let namespace = waiting.shift(); namespace; namespace = waiting.shift()) {
      const { code, stderr } = await tools.helm(
        'install',
        'shop',
        chart,
        '-n',
        namespace,
        '--disable-openapi-validation',
      )
      expect({ code, stderr }).toMatchObject({ code: 0 })
    }
  }
  await Promise.all([worker(), worker(), worker(), worker()])
  await eventually(async () => {
    const sets = await list(sandbox, '/apis/apps/v1/deployments')
    return (
      sets.filter((one) => namespaces.includes(one['metadata'].namespace) && one['status'].readyReplicas === 1)
        .length === 8
    )
  })
})

test('what Helm cannot install, it says in the words of the server', async () => {
  const namespace = await newNamespace(sandbox)
  sandbox.setScenario({ forbid: [{ verb: 'create', resource: 'deployments', namespace }] })
  const { code, stderr } = await tools.helm('install', 'shop', chart, '-n', namespace)
  sandbox.setScenario({})
  expect(code).toBe(1)
  expect(stderr).toContain('cannot create resource "deployments" in API group "apps" in the namespace')
})

test('an API out of order is an unreachable cluster to Helm', async () => {
  sandbox.setScenario({ api: [{ match: { path: '/version' }, fault: 'status', status: 503 }] })
  const { code, stderr } = await tools.helm('install', 'shop', chart, '-n', 'anywhere')
  sandbox.setScenario({})
  expect(code).toBe(1)
  expect(stderr).toMatch(/cluster unreachable|cluster reachability check failed/i)
})
