// The control plane in the cluster, installed with the commands of its document and images from this checkout: with its ServiceAccount's rights alone.
import { writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkPermissions } from '../../../poller/process/check-permissions.ts'
import { openCluster } from '../../../shared/kubernetes/open-cluster.ts'
import { nameOf, type Permission, permissions } from '../../../shared/kubernetes/permissions.ts'
import { fetchTool } from '../../../tools/fetch-tool.ts'
import type { Rule } from '../../platform/chart.ts'
import { blocksOf } from '../../support/doc-blocks.ts'
import { eventually } from '../../support/eventually.ts'
import { getShop } from '../../support/stack.ts'
import { ingressAddress, startOnCluster } from '../cluster.ts'
import { account, host, namespace, openPlatform, type Platform, page } from './platform.ts'
import { nothingRefusedSince, refusedSoFar } from './refused.ts'

let platform: Platform
beforeAll(async () => {
  platform = await openPlatform()
  platform.setValues({})
})
afterAll(() => platform?.stop())

const roleName = `storeplane:${namespace}:storeplane:poller`
const inPoller = `kubectl --namespace ${namespace} exec deployment/storeplane --container poller --`
const inFunctions = `kubectl --namespace ${namespace} exec deployment/storeplane --container functions --`

test("the document's commands install it under Pod Security restricted: it becomes ready, answers by its Ingress, and --check finds all good", async () => {
  await platform.follow('1. Namespace and Secret')
  await platform.markAsTest()
  const output = await platform.follow('3. Install')
  expect(output).toMatch(/Phase: +Succeeded/)
  expect(output.match(/^ok {4}/gm)).toHaveLength(8)
  expect(output).toContain(`Permissions: ${permissions.length} asked for, all granted`)
  const { status, body } = await getShop(`http://${host}/health`, ingressAddress)
  expect(status, body).toBe(200)
})

test('stores of both engines go READY and DELETED with nothing but its rights, and the API server has refused nothing', async () => {
  const before = await refusedSoFar(platform)
  const first = JSON.parse(await platform.follow('4. The first store', { STOREPLANE_URL: `http://${host}` }))
  expect(first).toMatchObject({ name: 'my-store', status: 'PROVISIONING' })
  const second = await platform.create('other', 'medusa')
  for (const { id } of [first, second]) await platform.until(id, 'READY', 90_000)
  expect((await getShop('http://my-store.localhost/', ingressAddress)).status).toBe(200)
  for (const { id } of [first, second]) await platform.call('DELETE', `/api/v1/stores/${id}`)
  for (const { id } of [first, second]) await platform.until(id, 'DELETED', 60_000)
  await nothingRefusedSince(before, platform)
})

test("the token is in the poller's container alone: functions of the same pod have none", async () => {
  const look = 'ls /var/run/secrets/kubernetes.io/serviceaccount'
  expect(words(await platform.must(`${inPoller} ${look}`))).toEqual(['ca.crt', 'namespace', 'token'])
  expect(await platform.run(`${inFunctions} ${look}`)).toMatchObject({
    status: 2,
    output: expect.stringContaining('No such file'),
  })
  expect(words(await platform.must(`${inFunctions} ls /etc/storeplane`))).toEqual(['store-key'])
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
])('%s is refused to whoever has the poller’s rights', async (_what, command, says) => {
  const { status, output } = await platform.run(`${command} --dry-run=server --as=${account}`)
  expect(output).toContain(says)
  expect(status).toBe(1)
})

test('a namespace of a store without Pod Security is refused to the poller, one under restricted is not', async () => {
  const make = (level: string) => {
    const labels = { 'storeplane.dev/store': 'a-000000', 'pod-security.kubernetes.io/enforce': level }
    const manifest = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'store-a-000000', labels } }
    return platform.run(
      `echo '${JSON.stringify(manifest)}' | kubectl create --dry-run=server --as=${account} --filename -`,
    )
  }
  expect((await make('privileged')).output).toContain('under the Pod Security level restricted only')
  expect(await make('restricted')).toMatchObject({ status: 0 })
})

test('a call that the role does not allow is counted as refused: the count that stayed still can move', async () => {
  const before = await refusedSoFar(platform)
  expect(await platform.run(`kubectl get nodes --as=${account}`)).toMatchObject({ status: 1 })
  await expect(nothingRefusedSince(before, platform, 1_000)).rejects.toThrow(/1 without permission/)
})

test('with Helm 4, which applies on the server, a poller outside of the cluster needs no more than a token of the account', async () => {
  const before = await refusedSoFar(platform)
  const path = [dirname(fetchTool('helm-4.1')), process.env['PATH'] ?? ''].join(delimiter)
  const outside = await startOnCluster({ KUBECONFIG: await pollersKubeconfig(), PATH: path })
  try {
    outside.startPoller()
    const { id } = await outside.create('helm-four', 'medusa')
    await outside.until(id, 'READY', 90_000)
    await outside.call('DELETE', `/api/v1/stores/${id}`)
    await outside.until(id, 'DELETED', 60_000)
  } finally {
    await outside.stop()
  }
  await nothingRefusedSince(before, platform)
})

test('whichever single permission is taken out of the role, --check names it and no other', async () => {
  const cluster = openCluster({ env: {}, kubeconfig: await pollersKubeconfig(), timeoutMs: 10_000 })
  const found = async () => (await checkPermissions(cluster)).found.split(';')[0]
  const role = JSON.parse(await platform.must(`kubectl get clusterrole ${roleName} --output json`))
  try {
    for (const permission of permissions) {
      await grant(role, withoutOne(role.rules, permission))
      const wanted = `missing: ${nameOf(permission)}`
      await eventually(async () => (await found()) === wanted, { deadlineMs: 30_000, what: wanted })
      if (permission !== permissions[0]) continue
      const { status, output } = await platform.run(`${inPoller} node /app/poller.mjs --check`)
      expect(output).toContain(`FAIL  Permissions: ${wanted};`)
      expect(status).toBe(1)
    }
  } finally {
    await grant(role, role.rules)
    cluster.close()
  }
})

test("the document's other commands do what they say: rights without the chart, a backup, an upgrade", async () => {
  const rights = await platform.must(blocksOf('docs/permissions.md', 'sh', 'Without the chart')[0] as string)
  expect(rights.match(/\(server dry run\)/g)).toHaveLength(5)
  const output = await platform.follow('5. Upgrade, scale, stop')
  expect(output).toMatch(/has been upgraded/)
  expect(await platform.must('head -c 15 storeplane-backup.db')).toBe('SQLite format 3')
})

test('an uninstall leaves the database and the Secret and no rights; the end of the namespace takes both', async () => {
  const [uninstall = '', end = ''] = blocksOf(page, 'sh', '7. Remove')
  await platform.must(uninstall)
  const left = await platform.must(`kubectl --namespace ${namespace} get persistentvolumeclaims,secrets --output name`)
  expect(words(left)).toEqual(expect.arrayContaining(['persistentvolumeclaim/storeplane', 'secret/storeplane']))
  const rights =
    'kubectl get clusterroles,clusterrolebindings,validatingadmissionpolicies,validatingadmissionpolicybindings'
  expect(await platform.must(`${rights} --output name`)).not.toContain('storeplane')
  await platform.must(end)
  expect((await platform.run(`kubectl get namespace ${namespace}`)).output).toContain('NotFound')
})

const words = (text: string) => text.split(/\s+/).filter(Boolean)

function withoutOne(rules: Rule[], { group, resource, subresource, verb }: Permission): Rule[] {
  const path = subresource === undefined ? resource : `${resource}/${subresource}`
  return rules.map((rule) =>
    rule.apiGroups.includes(group) && rule.resources.includes(path)
      ? { ...rule, verbs: rule.verbs.filter((one) => one !== verb) }
      : rule,
  )
}

async function grant({ metadata, ...role }: { metadata: Record<string, unknown> }, rules: Rule[]): Promise<void> {
  const { name, labels, annotations } = metadata
  const changed = {
    ...role,
    metadata: { name, labels, annotations },
    rules: rules.filter(({ verbs }) => verbs.length > 0),
  }
  await platform.must(`kubectl replace --filename - <<'ROLE'\n${JSON.stringify(changed)}\nROLE`)
}

async function pollersKubeconfig(): Promise<string> {
  const [, makeToken = ''] = blocksOf('docs/permissions.md', 'sh', 'Without the chart')
  const token = (await platform.must(makeToken)).trim()
  const config = JSON.parse(await platform.must('kubectl config view --raw --minify --flatten --output json'))
  config.users[0].user = { token }
  const file = join(platform.folder, 'poller.kubeconfig')
  writeFileSync(file, JSON.stringify(config))
  return file
}
