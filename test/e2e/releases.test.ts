// Releases on the built programs: what a store is made from stays with it, and what was corrected heals the one that failed.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { eventually } from '../support/eventually.ts'
import { moveStore } from '../support/place-store.ts'
import { type Program, root } from '../support/process.ts'
import { type Stack, type StoreBody, startStack } from '../support/stack.ts'

let stack: Stack
let chart: string
let poller: Program
beforeAll(async () => {
  stack = await startStack()
})
afterAll(() => stack.stop())
beforeEach(({ task }) => {
  chart = join(stack.folder, `chart-${task.id}`)
  cpSync(join(root, 'helm/store'), chart, { recursive: true })
  write({})
  poller = stack.startPoller(['--watch'], settings())
})
afterEach(() => poller.stop())

const settings = () => ({
  HELM_CHART_PATH: chart,
  HELM_ENV_VALUES_FILE: join(chart, '..', 'values-e2e.json'),
  TMPDIR: stack.folder,
})
const sandboxValues = () => JSON.parse(readFileSync(String(stack.sandbox.settings['HELM_ENV_VALUES_FILE']), 'utf8'))
const write = (values: object) =>
  writeFileSync(settings().HELM_ENV_VALUES_FILE, JSON.stringify({ ...sandboxValues(), ...values }))

type Shown = {
  status: string
  release: { name: string; outdated: boolean } | null
  failure_code: string
  failure_reason: string
}
const show = async (id: string) => (await stack.call('GET', `/api/v1/stores/${id}`)).body as Shown
const until = (id: string, status: string) => stack.until(id, status, 60_000)
const retry = (id: string) => stack.call('POST', `/api/v1/stores/${id}/retry`)
const deadlineOf = async (namespace: string) => {
  const { items } = await stack.sandbox.get(`/apis/apps/v1/namespaces/${namespace}/deployments`)
  return (items[0] as { spec?: { progressDeadlineSeconds?: number } } | undefined)?.spec?.progressDeadlineSeconds
}
/** As after a disaster: its row says FAILED, and nothing of it is left but the row. */
async function removeFromCluster({ id, namespace }: StoreBody): Promise<void> {
  await moveStore(stack.database, id, 'FAILED')
  await fetch(`${stack.sandbox.apiUrl}/api/v1/namespaces/${namespace}`, { method: 'DELETE' })
  const isLeft = async () =>
    (await stack.sandbox.get('/api/v1/namespaces')).items.some(({ metadata }) => metadata.name === namespace)
  await eventually(async () => !(await isLeft()), { what: 'the end of the namespace' })
}

test('a store that failed before its first READY is healed by corrected values and a retry, without a restart of the poller', async () => {
  write({ web: 'nonsense' })
  const { id } = await stack.create('corrected')
  await until(id, 'FAILED')
  const failed = await show(id)
  expect(failed).toMatchObject({ failure_code: 'chart_invalid', failure_reason: expect.stringMatching(/schema/) })
  write({ web: { progressDeadlineSeconds: 555 } })
  await retry(id)
  await until(id, 'READY')
  const healed = await show(id)
  expect(healed.release?.name).not.toBe(failed.release?.name)
  expect(healed.release).toMatchObject({ outdated: false })
})

test('a store that was READY once keeps its release through a change of the chart, also when it is installed again', async () => {
  write({ web: { progressDeadlineSeconds: 551 } })
  const old = await stack.create('keeps')
  await until(old.id, 'READY')
  const { release } = await show(old.id)
  write({ web: { progressDeadlineSeconds: 552 } })
  const fresh = await stack.create('follows')
  await until(fresh.id, 'READY')
  expect([await deadlineOf(old.namespace), await deadlineOf(fresh.namespace)]).toEqual([551, 552])
  expect(await show(old.id)).toMatchObject({ release: { name: release?.name, outdated: true } })

  writeFileSync(join(chart, 'templates/web.yaml'), '{{ fail "the old chart is gone" }}')
  await removeFromCluster(old)
  await retry(old.id)
  await until(old.id, 'READY')
  expect(await deadlineOf(old.namespace)).toBe(551)
  expect(await show(old.id)).toMatchObject({ release: { name: release?.name } })
})

test('a release whose content is damaged fails its store with the reason, and no other', async () => {
  const damaged = await stack.create('damaged')
  await until(damaged.id, 'READY')
  const name = String((await show(damaged.id)).release?.name)
  await poller.stop()
  await stack.database.write([{ sql: `UPDATE releases SET content = 'H4sI' WHERE name = :name`, args: { name } }])
  write({ web: { progressDeadlineSeconds: 553 } })
  const elsewhere = join(stack.folder, 'elsewhere')
  mkdirSync(elsewhere)
  poller = stack.startPoller(['--watch'], { ...settings(), TMPDIR: elsewhere })
  await removeFromCluster(damaged)
  await retry(damaged.id)
  await until(damaged.id, 'FAILED')
  expect(await show(damaged.id)).toMatchObject({
    failure_code: 'chart_invalid',
    failure_reason: expect.stringMatching(
      new RegExp(`^Helm install failed: the release ${name} of this store cannot be used, for .*; restore its row`),
    ),
  })
  await until((await stack.create('undamaged')).id, 'READY')
})
