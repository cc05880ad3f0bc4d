// A cluster that does not answer fails no store and uses up neither an attempt nor its time.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually } from '../support/eventually.ts'
import { type Stack, startStack } from '../support/stack.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
})
afterAll(() => stack.stop())

const kinds = [
  ['hangs', { fault: 'hang' }],
  ['resets connections', { fault: 'reset' }],
  ['answers 503', { fault: 'status', status: 503 }],
  ['answers 401', { fault: 'status', status: 401 }],
  ['answers 429', { fault: 'status', status: 429 }],
] as const

test.each(kinds)('while the cluster %s a store waits and says so; afterwards it becomes READY', async (name, fault) => {
  await stack.sandbox.setScenario({ api: [fault] })
  const { id } = await stack.create(`outage-${name.replaceAll(' ', '-').toLowerCase()}`)
  const tick = stack.startPoller([])
  expect(await tick.ended).toBe(1)
  const { body } = await stack.call('GET', `/api/v1/stores/${id}`)
  expect(body).toMatchObject({
    status: 'PROVISIONING',
    progress: { message: expect.stringMatching(/^Waiting for the cluster: /) },
  })
  expect((await stack.call('GET', '/api/v1/health/ready')).body).toMatchObject({ status: 'degraded' })
  const [row] = await stack.database.query('SELECT attempts, observed_ms, lease_holder FROM stores WHERE id = ?', [id])
  expect(row).toEqual({ attempts: 0, observed_ms: 0, lease_holder: null })
  await stack.sandbox.setScenario({})
  const poller = stack.startPoller()
  await stack.until(id, 'READY')
  await poller.stop()
})

test('an outage in the middle of an install costs no attempt, and a watching poller logs its beginning and its end once', async () => {
  // The release that Helm could not finish is left behind once wall clock and grace are over.
  const poller = stack.startPoller(['--watch'], { HELM_TIMEOUT_SECONDS: '2', HELM_STOP_GRACE_SECONDS: '0.5' })
  const { id } = await stack.create('in-the-middle')
  await eventually(async () => (await stack.sandbox.counts()).installs[`store-${id}/${id}`] === 1, { everyMs: 5 })
  await stack.sandbox.setScenario({ api: [{ fault: 'reset' }] })
  await eventually(() => poller.output().includes('outage.began'), { deadlineMs: 15_000 })
  await eventually(async () => {
    const { body } = await stack.call('GET', `/api/v1/stores/${id}`)
    return JSON.stringify(body['progress']).includes('Waiting for the cluster')
  })
  await stack.sandbox.setScenario({})
  await stack.until(id, 'READY')
  expect(poller.output().match(/outage\.began/g)).toHaveLength(1)
  expect(poller.output().match(/outage\.ended/g)).toHaveLength(1)
  await poller.stop()
})
