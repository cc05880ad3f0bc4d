// Two clusters on one database: each has a poller with values files of its own, and neither does anything of the other's.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { setRow } from '../support/place-store.ts'
import { type Sandbox, type Stack, type StoreBody, startSandbox, startStack } from '../support/stack.ts'

let stack: Stack
let southern: Sandbox
beforeAll(async () => {
  stack = await startStack({ settings: { CLUSTER_NAME: 'north' } })
  const folder = join(stack.folder, 'southern')
  mkdirSync(folder)
  southern = await startSandbox(folder, ['--pod-delay', '50'])
})
afterAll(async () => {
  await southern.program.stop()
  await stack.stop()
})

/** The settings of a poller whose stores give up after `seconds`, which is what tells their values from others. */
function valuesWith(seconds: number, { settings }: Sandbox): Record<string, string> {
  const given = JSON.parse(readFileSync(String(settings['HELM_ENV_VALUES_FILE']), 'utf8'))
  const file = join(stack.folder, `values-${seconds}.json`)
  writeFileSync(file, JSON.stringify({ ...given, web: { progressDeadlineSeconds: seconds } }))
  return { HELM_ENV_VALUES_FILE: file }
}

let made = 0

async function createIn(cluster: string): Promise<StoreBody> {
  const store = await stack.create(`shop-${++made}-${cluster}`)
  await setRow(stack.database, store.id, { store: { cluster } })
  return store
}

async function deadlinesOf({ namespace }: StoreBody): Promise<unknown[]> {
  const path = `/apis/apps/v1/namespaces/${namespace}/deployments`
  const lists = await Promise.all([stack.sandbox.get(path), southern.get(path)])
  return lists
    .map(({ items }) => (items[0] as { spec?: object } | undefined)?.spec)
    .map((spec) => spec && Object(spec).progressDeadlineSeconds)
}

test('a second name for a cluster is refused with both names and the cure, by a poller and by --check, and nothing is touched', async () => {
  const stores = [await createIn('north'), await createIn('east')] as const
  const first = stack.startPoller()
  await stack.until(stores[0].id, 'READY', 60_000)
  const { namespace } = stores[1]
  const second = stack.startPoller(['--watch'], { CLUSTER_NAME: 'east' })
  expect(await second.ended).toBe(1)
  expect(second.output()).toMatch(
    /KUBECONFIG leads to the cluster \(\S+\) that this database knows as "north", and CLUSTER_NAME is "east"; nothing was touched\. Set CLUSTER_NAME to north, correct KUBECONFIG, or, if the stores of "north" live on another cluster by now: storeplane admin cluster adopt --cluster north/,
  )
  const checked = stack.startPoller(['--check'], { CLUSTER_NAME: 'east' })
  expect(await checked.ended).toBe(1)
  expect(checked.output()).toMatch(/FAIL {2}Installation: .* knows this cluster as "north", and CLUSTER_NAME is "east"/)
  const { items } = await stack.sandbox.get('/api/v1/namespaces')
  expect(items.map(({ metadata }) => metadata.name)).not.toContain(namespace)
  await first.stop()
})

test('two pollers with different values files register each the default of their own cluster, and each store is made from that', async () => {
  const stores = [await createIn('north'), await createIn('south')] as const
  const pollers = [
    stack.startPoller(['--watch'], valuesWith(551, stack.sandbox)),
    stack.startPoller(['--watch'], { ...southern.settings, CLUSTER_NAME: 'south', ...valuesWith(552, southern) }),
  ]
  for (const { id } of stores) await stack.until(id, 'READY', 60_000)
  expect(await Promise.all(stores.map(deadlinesOf))).toEqual([
    [551, undefined],
    [undefined, 552],
  ])
  const shown = await Promise.all(stores.map(({ id }) => stack.call('GET', `/api/v1/stores/${id}`)))
  const { body } = await stack.call('GET', '/api/v1/releases')
  const defaults = (body['releases'] as { name: string; default_for: string[] }[]).map(({ name, default_for }) => [
    name,
    default_for,
  ])
  for (const [index, cluster] of ['north', 'south'].entries()) {
    const release = shown[index]?.body['release'] as { name: string; outdated: boolean }
    expect(release.outdated).toBe(false)
    expect(defaults).toContainEqual([release.name, [cluster]])
  }
  await Promise.all(pollers.map((poller) => poller.stop()))
})
