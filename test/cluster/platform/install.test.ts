// The control plane in the cluster, installed with the commands of its document and images from this checkout: with its ServiceAccount's rights alone.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkPermissions } from '../../../poller/check/permissions.ts'
import { openCluster } from '../../../poller/cluster/open-cluster.ts'
import { nameOf, type Permission, permissions } from '../../../poller/cluster/permissions.ts'
import type { Rule } from '../../platform/chart.ts'
import { blocksOf } from '../../support/doc-blocks.ts'
import { eventually } from '../../support/eventually.ts'
import { getShop } from '../../support/stack.ts'
import { ingressAddress } from '../cluster.ts'
import { account, namespace, openPlatform, type Platform } from './platform.ts'
import { refusedBetween, refusedSoFar } from './refused.ts'

let platform: Platform
beforeAll(async () => {
  platform = await openPlatform()
  platform.setValues({})
})
afterAll(() => platform.stop())

const roleName = `storeplane:${namespace}:storeplane:poller`
const inPoller = `kubectl --namespace ${namespace} exec deployment/storeplane --container poller --`
const inFunctions = `kubectl --namespace ${namespace} exec deployment/storeplane --container functions --`

test("the document's commands install it under Pod Security restricted: it becomes ready, answers by its Ingress, and --check finds all good", async () => {
  platform.follow('1. Namespace and Secret')
  platform.markAsTest()
  const output = platform.follow('3. Install')
  expect(output).toMatch(/Phase: +Succeeded/)
  expect(output.match(/^ok {4}/gm)).toHaveLength(7)
  expect(output).toContain(`Permissions: ${permissions.length} asked for, all granted`)
  const { status, body } = await getShop('http://stores.example.com/health', ingressAddress)
  expect(status, body).toBe(200)
})

test('stores of both engines go READY and DELETED with nothing but its rights, and the API server has refused nothing', async () => {
  const before = refusedSoFar(platform)
  const STOREPLANE_URL = `http://${platform.address()}`
  const first = JSON.parse(platform.follow('4. The first store', { STOREPLANE_URL }))
  expect(first).toMatchObject({ name: 'my-store', status: 'PROVISIONING' })
  const second = await platform.create('other', 'medusa')
  for (const { id } of [first, second]) await platform.until(id, 'READY', 90_000)
  expect((await getShop('http://my-store.localhost/', ingressAddress)).status).toBe(200)
  for (const { id } of [first, second]) await platform.call('DELETE', `/api/v1/stores/${id}`)
  for (const { id } of [first, second]) await platform.until(id, 'DELETED', 60_000)
  const refused = refusedBetween(before, refusedSoFar(platform))
  // The controller that puts the root certificate into every namespace does so once too often in one that ends: no permission is missing.
  expect(refused.filter((what) => !/^POST configmaps: [12]$/.test(what))).toEqual([])
})

test("the token is in the poller's container alone: functions of the same pod have none", () => {
  const look = 'ls /var/run/secrets/kubernetes.io/serviceaccount'
  expect(platform.must(`${inPoller} ${look}`).split(/\s+/)).toEqual(expect.arrayContaining(['ca.crt', 'token']))
  expect(platform.run(`${inFunctions} ${look}`)).toMatchObject({
    status: 2,
    output: expect.stringContaining('No such file'),
  })
  expect(platform.must(`${inFunctions} ls /etc/storeplane`).split(/\s+/).filter(Boolean)).toEqual(['store-key'])
})

test.each([
  [
    'a ConfigMap in another namespace',
    'kubectl create configmap x --from-literal=a=b --namespace default',
    'namespaces of stores only',
  ],
  [
    'the end of a namespace that is no store',
    'kubectl delete namespace kube-node-lease',
    'makes and removes the namespaces of stores only',
  ],
  ['a namespace by another name', 'kubectl create namespace other', 'makes and removes the namespaces of stores only'],
])('%s is refused to whoever has the poller’s rights', (_what, command, says) => {
  const { status, output } = platform.run(`${command} --dry-run=server --as=${account}`)
  expect(output).toContain(says)
  expect(status).toBe(1)
})

test('a namespace of a store without Pod Security is refused to the poller, one under restricted is not', () => {
  const make = (level: string) => {
    const labels = { 'storeplane.dev/store': 'a-000000', 'pod-security.kubernetes.io/enforce': level }
    const manifest = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'store-a-000000', labels } }
    return platform.run(
      `echo '${JSON.stringify(manifest)}' | kubectl create --dry-run=server --as=${account} --filename -`,
    )
  }
  expect(make('privileged').output).toContain('under the Pod Security level restricted only')
  expect(make('restricted')).toMatchObject({ status: 0 })
})

test('whichever single permission is taken out of the role, --check names it and no other', async () => {
  const token = platform.must(blocksOf('docs/permissions.md', 'sh', 'Without the chart')[1] as string).trim()
  const cluster = openCluster({ env: {}, kubeconfig: kubeconfigWith(token), timeoutMs: 10_000 })
  const found = async () => (await checkPermissions(cluster)).found.split(';')[0]
  const role = JSON.parse(platform.must(`kubectl get clusterrole ${roleName} --output json`))
  try {
    for (const permission of permissions) {
      grant(role, withoutOne(role.rules, permission))
      const wanted = `missing: ${nameOf(permission)}`
      await eventually(async () => (await found()) === wanted, { deadlineMs: 10_000, what: wanted })
      if (permission !== permissions[0]) continue
      const { status, output } = platform.run(`${inPoller} node /app/poller.mjs --check`)
      expect(output).toContain(`FAIL  Permissions: ${wanted};`)
      expect(status).toBe(1)
    }
  } finally {
    grant(role, role.rules)
    cluster.close()
  }
})

test("the document's other commands do what they say: rights without the chart, a backup, an upgrade", () => {
  const rights = platform.must(blocksOf('docs/permissions.md', 'sh', 'Without the chart')[0] as string)
  expect(rights.match(/\(server dry run\)/g)).toHaveLength(5)
  const output = platform.follow('5. Upgrade, scale, stop')
  expect(output).toMatch(/has been upgraded/)
  expect(platform.must('head -c 15 storeplane-backup.db')).toBe('SQLite format 3')
})

function withoutOne(rules: Rule[], { group, resource, subresource, verb }: Permission): Rule[] {
  const path = subresource === undefined ? resource : `${resource}/${subresource}`
  return rules.map((rule) =>
    rule.apiGroups.includes(group) && rule.resources.includes(path)
      ? { ...rule, verbs: rule.verbs.filter((one) => one !== verb) }
      : rule,
  )
}

function grant({ metadata, ...role }: { metadata: Record<string, unknown> }, rules: Rule[]): void {
  const { name, labels, annotations } = metadata
  const changed = {
    ...role,
    metadata: { name, labels, annotations },
    rules: rules.filter(({ verbs }) => verbs.length > 0),
  }
  platform.must(`kubectl replace --filename - <<'ROLE'\n${JSON.stringify(changed)}\nROLE`)
}

function kubeconfigWith(token: string): string {
  const config = JSON.parse(platform.must('kubectl config view --raw --minify --flatten --output json'))
  config.users[0].user = { token }
  const file = join(platform.folder, 'poller.kubeconfig')
  writeFileSync(file, JSON.stringify(config))
  return file
}
