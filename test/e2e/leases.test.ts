// Leases between real processes: one that was stopped for too long, and ones that die again and again.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { processesWith, releasesOf } from '../poller/fixtures/by-hand.ts'
import { eventually } from '../support/eventually.ts'
import { setRow } from '../support/place-store.ts'
import { type Stack, startStack } from '../support/stack.ts'

const short = { LEASE_TTL_SECONDS: '6', HELM_TIMEOUT_SECONDS: '5', HELM_STOP_GRACE_SECONDS: '0.5' }

let stack: Stack
beforeAll(async () => {
  stack = await startStack({ settings: short })
})
afterAll(() => stack.stop())

const slowWrites = { api: [{ match: { verb: 'create' }, fault: 'delay', delayMs: 60 }] }
const rowOf = async (id: string) => (await stack.database.query('SELECT * FROM stores WHERE id = ?', [id]))[0] ?? {}
const hasRelease = (namespace: string, status: string) => async () =>
  (await releasesOf(stack, namespace)).some((one) => one.endsWith(` ${status}`))

test('a poller stopped past the end of its lease drops its result when it goes on: another took over, with one release', async () => {
  await stack.sandbox.setScenario(slowWrites)
  const { id, namespace } = await stack.create('stopped')
  const first = stack.startPoller()
  await eventually(hasRelease(namespace, 'pending-install'), { what: 'a pending release' })
  first.kill('SIGSTOP')
  await eventually(hasRelease(namespace, 'deployed'), { what: 'the end of its Helm' })
  const second = stack.startPoller()
  await stack.until(id, 'READY')
  first.kill('SIGCONT')
  await eventually(() => first.output().includes('store.result_dropped'), { what: 'a dropped result' })
  expect(await releasesOf(stack, namespace)).toEqual([`sh.helm.release.v1.${id}.v1 deployed`])
  expect((await stack.sandbox.counts()).installs[`${namespace}/${id}`]).toBe(1)
  expect(await rowOf(id)).toMatchObject({ status: 'READY', lease_holder: null })
  await stack.sandbox.setScenario({})
  await Promise.all([first.stop(), second.stop()])
})

/** As if four pollers had died over it before. */
const fourDied = (id: string) => setRow(stack.database, id, { store: { expired_leases: 4 } })

/** A poller that is killed while its Helm is at work on the store. */
async function dieOver(id: string, verb: string): Promise<void> {
  const poller = stack.startPoller()
  await eventually(() => processesWith('helm', verb, id).length > 0, { everyMs: 5, what: `Helm ${verb}` })
  poller.kill('SIGKILL')
  await poller.ended
  await eventually(() => processesWith('helm', verb, id).length === 0, { what: 'the end of its Helm' })
}

/** As if the time of its lease had passed. */
const expire = (id: string) => setRow(stack.database, id, { store: { lease_expires_at: 1 } })

test('a store over which five pollers in a row died becomes FAILED poisoned, and a retry is a new beginning', async () => {
  await stack.sandbox.setScenario(slowWrites)
  const { id } = await stack.create('poison')
  await fourDied(id)
  await dieOver(id, 'install')
  await expire(id)
  const next = stack.startPoller()
  const store = await stack.until(id, 'FAILED')
  expect(store).toMatchObject({
    failure_code: 'poisoned',
    failure_reason: expect.stringMatching(/^Helm install failed: 5 consecutive pollers crashed .*"Helm is installing"/),
  })
  await stack.sandbox.setScenario({})
  await stack.call('POST', `/api/v1/stores/${id}/retry`)
  await stack.until(id, 'READY')
  expect(await rowOf(id)).toMatchObject({ expired_leases: 0 })
  await next.stop()
})

test('a removal over which five pollers in a row died stays DELETING, says so, waits ever longer, and still ends', async () => {
  const { id } = await stack.create('poisoned-removal')
  const first = stack.startPoller()
  await stack.until(id, 'READY')
  await first.stop()
  await stack.sandbox.setScenario({ api: [{ match: { verb: 'delete' }, fault: 'delay', delayMs: 100 }] })
  await stack.call('DELETE', `/api/v1/stores/${id}`)
  await fourDied(id)
  await dieOver(id, 'uninstall')
  await expire(id)
  await dieOver(id, 'uninstall')
  const row = await rowOf(id)
  expect(row).toMatchObject({ status: 'DELETING', expired_leases: 5 })
  // A minute after the lease as it was claimed; it may have been renewed since.
  expect(Number(row['due_at']) - Number(row['lease_expires_at'])).toBeGreaterThan(50_000)
  const { body } = await stack.call('GET', `/api/v1/stores/${id}`)
  const message = '5 consecutive pollers crashed while removing this store; trying again with longer pauses'
  expect(body).toMatchObject({ status: 'DELETING', progress: { step: 'uninstall', message } })
  const notes = await stack.database.query(`SELECT message FROM events WHERE store_id = ? AND kind = 'note'`, [id])
  expect(notes).toEqual([{ message }])
  await stack.sandbox.setScenario({})
  await setRow(stack.database, id, { store: { due_at: 1, lease_expires_at: 1 } })
  const last = stack.startPoller()
  await stack.until(id, 'DELETED')
  await last.stop()
})
