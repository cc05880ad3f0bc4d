// A poller that is stopped while its Helm hangs: the Helm ends on its own clock, before the lease does.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { processesWith, releasesOf } from '../poller/fixtures/by-hand.ts'
import { eventually } from '../support/eventually.ts'
import { type Stack, startStack } from '../support/stack.ts'

const short = { LEASE_TTL_SECONDS: '4', HELM_TIMEOUT_SECONDS: '3', HELM_STOP_GRACE_SECONDS: '0.5' }

let stack: Stack
beforeAll(async () => {
  stack = await startStack({ settings: short })
})
afterAll(() => stack.stop())

/** The Helm that meets it waits for its answer until it is stopped. */
const oneHangs = { api: [{ match: { verb: 'create', path: '*/deployments' }, fault: 'hang', count: 1 }] }
const rowOf = async (id: string) => (await stack.database.query('SELECT * FROM stores WHERE id = ?', [id]))[0] ?? {}
const isPending = (namespace: string) => async () =>
  (await releasesOf(stack, namespace)).some((one) => one.includes('pending-install'))

test('a poller stopped past the end of its lease has its Helm stopped and its result dropped when it goes on: another took over, with one release', async () => {
  await stack.sandbox.setScenario(oneHangs)
  const { id, namespace } = await stack.create('stopped')
  const first = stack.startPoller()
  await eventually(isPending(namespace), { what: 'a pending release' })
  first.kill('SIGSTOP')
  const second = stack.startPoller()
  await eventually(async () => Number((await rowOf(id))['lease_token']) > 1, { what: 'another holder' })
  await stack.until(id, 'READY')
  first.kill('SIGCONT')
  await eventually(() => first.output().includes('store.result_dropped'), { what: 'a dropped result' })
  await eventually(() => processesWith('helm', 'install', id).length === 0, { what: 'the end of Helm' })
  expect((await releasesOf(stack, namespace)).filter((one) => one.endsWith(' deployed'))).toHaveLength(1)
  expect(await releasesOf(stack, namespace)).toHaveLength(1)
  expect(await rowOf(id)).toMatchObject({ status: 'READY', lease_holder: null })
  await Promise.all([first.stop(), second.stop()])
})
