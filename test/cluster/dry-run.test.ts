// Every object the chart can render, before a real API server: strictly validated, accepted where Pod Security is `restricted`, no warning.
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { KubeObject } from '../../shared/kubernetes/open-cluster.ts'
import { engines, environments, helm, platformValues } from '../chart/chart.ts'
import { openTestCluster, runLabel } from './cluster.ts'

const cluster = openTestCluster()
const namespace = `dry-run-${randomBytes(4).toString('hex')}`
const level = ['enforce', 'warn', 'audit'].map((mode) => [`pod-security.kubernetes.io/${mode}`, 'restricted'])

let made: KubeObject | undefined
beforeAll(async () => {
  await cluster.createNamespace({ name: namespace, labels: { ...Object.fromEntries(level), ...runLabel() } })
  made = await cluster.getNamespace(namespace)
})
afterAll(async () => {
  if (made) await cluster.deleteNamespace({ name: namespace, uid: String(made.metadata.uid) })
  cluster.close()
})

const onOff = [true, false]
const renders = engines.flatMap((engine) =>
  environments.flatMap((environment) =>
    onOff.flatMap((tls) => onOff.map((quota) => ({ engine, environment, tls, quota }))),
  ),
)

test.each(renders)(
  'the API server takes every object of a $engine store, $environment, TLS $tls, quota $quota, without a warning',
  ({ engine, environment, tls, quota }) => {
    const more = { ingress: { tls: { enabled: tls } }, quota: { enabled: quota } }
    const set = ['medusa.image=registry.example.org/medusa:2']
    const rendered = helm({ values: { ...platformValues(engine), ...more }, environment, set })
    expect(rendered.status, rendered.stderr).toBe(0)
    const kinds = [...rendered.stdout.matchAll(/^kind: \w+$/gm)]
    const { stdout, stderr, status } = apply(rendered.stdout)
    expect(stderr).toBe('')
    expect(stdout.trim().split('\n')).toHaveLength(kinds.length)
    expect(status).toBe(0)
  },
)

test.each(engines)(
  'the API server takes what the values say of the pods of a %s store, as it was written',
  (engine) => {
    const own = {
      podLabels: { 'sidecar.istio.io/inject': 'false', empty: '', number: '012', exponent: '1e3', on: 'on' },
      podAnnotations: { 'config.linkerd.io/skip-outbound-ports': '3306,6379', 'example.com/json': '{"a": [1, "#"]}\n' },
      env: {
        TZ: 'Europe/Berlin',
        PROXY: { valueFrom: { secretKeyRef: { name: 'proxy', key: 'url', optional: true } } },
        REGION: { valueFrom: { configMapKeyRef: { name: 'cluster', key: 'region' } } },
      },
    }
    const nodes = {
      nodeSelector: { 'kubernetes.io/os': 'linux', number: '012' },
      tolerations: [
        { key: 'dedicated', operator: 'Equal', value: 'shops', effect: 'NoSchedule' },
        { key: 'example.com/old', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 60 },
        { operator: 'Exists' },
      ],
    }
    const more = { ...own, ...nodes, web: own, setup: own, database: own, cache: own }
    const set = ['medusa.image=registry.example.org/medusa:2']
    const rendered = helm({ values: { ...platformValues(engine), ...more }, environment: 'prod', set })
    expect(rendered.status, rendered.stderr).toBe(0)
    const { stdout, stderr, status } = apply(rendered.stdout)
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 })
    expect(stdout.trim().split('\n')).toHaveLength([...rendered.stdout.matchAll(/^kind: \w+$/gm)].length)
  },
)

test('a field that Kubernetes does not know, and a pod that may become root, are refused here', () => {
  const { stdout } = helm({ values: platformValues('woocommerce') })
  expect(apply(stdout.replace('revisionHistoryLimit:', 'revisionHistoryLimits:')).stderr).toContain(
    'revisionHistoryLimits',
  )
  expect(apply(stdout.replaceAll('runAsNonRoot: true', 'runAsNonRoot: false')).stderr).toContain('PodSecurity')
})

function apply(manifests: string) {
  const args = ['apply', '--namespace', namespace, '--dry-run=server', '--validate=strict', '--output=name', '-f', '-']
  const { stdout, stderr, status, error } = spawnSync('kubectl', args, { input: manifests, encoding: 'utf8' })
  if (error) throw error
  return { stdout, stderr, status }
}
