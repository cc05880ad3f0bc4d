// What another hand does to the release of a READY store: noticed, said, and never fought.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { releasesOf, startHelm, startUpgrade } from '../poller/fixtures/by-hand.ts'
import { eventually } from '../support/eventually.ts'
import { type Stack, type StoreBody, startStack } from '../support/stack.ts'

let stack: Stack
let store: StoreBody
beforeAll(async () => {
  stack = await startStack({ settings: { STORE_CHECK_INTERVAL_SECONDS: '0.2' } })
  stack.startPoller()
  store = await stack.create('looked-after')
  await stack.until(store.id, 'READY')
})
afterAll(() => stack.stop())

const rowOf = async (id: string) => (await stack.database.query('SELECT * FROM stores WHERE id = ?', [id]))[0] ?? {}
const notesOf = (id: string) =>
  stack.database.query<{ message: string }>(`SELECT message FROM events WHERE store_id = ? AND kind = 'note'`, [id])
const sweeps = async () =>
  Number((await stack.database.query(`SELECT token FROM leases WHERE name = 'sweep'`))[0]?.['token'])
const twoMoreSweeps = async () => {
  const before = await sweeps()
  await eventually(async () => (await sweeps()) > before + 2, { what: 'two more sweeps' })
}

test("somebody's own upgrade of a READY store is noted once with its revisions, and neither fought nor taken for a fault", async () => {
  expect(await startUpgrade(stack, store).ended).toBe(0)
  await eventually(async () => (await rowOf(store.id))['helm_revision'] === 2, {
    what: 'the new revision in the row',
  })
  await twoMoreSweeps()
  expect(await notesOf(store.id)).toEqual([
    { message: 'Its Helm release is at revision 2 now, no longer at 1: it was changed by hand' },
  ])
  expect(await releasesOf(stack, store.namespace)).toContain(`sh.helm.release.v1.${store.id}.v2 deployed`)
  expect(await rowOf(store.id)).toMatchObject({ status: 'READY', health: 'healthy' })
})

test('a release that somebody removed is said to be gone, never put back; DELETE then ends without it', async () => {
  expect(await startHelm(stack, ['uninstall', store.id, '-n', store.namespace]).ended).toBe(0)
  await eventually(async () => (await rowOf(store.id))['health_reason'] === 'Its Helm release is gone', {
    what: 'a release that is missed',
  })
  await twoMoreSweeps()
  expect(await releasesOf(stack, store.namespace)).toEqual([])
  expect(await rowOf(store.id)).toMatchObject({ status: 'READY', health: 'degraded' })
  await stack.call('DELETE', `/api/v1/stores/${store.id}`)
  await stack.until(store.id, 'DELETED')
  expect((await stack.sandbox.counts()).installs[`${store.namespace}/${store.id}`]).toBe(1)
})
