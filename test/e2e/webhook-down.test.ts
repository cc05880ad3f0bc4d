// A webhook that is down, so that no pod is made: mostly it passes, and until then the store says what it waits for.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually } from '../support/eventually.ts'
import { type Stack, startStack } from '../support/stack.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack({ settings: { STORE_CHECK_INTERVAL_SECONDS: '0.3' } })
})
afterAll(() => stack.stop())

const cause = 'failed calling webhook "inject.example.io": no endpoints available for service "istiod"'
const refused = (namespace: string) => ({
  match: { namespace },
  fault: 'pods_refused',
  message: `Internal error occurred: ${cause}`,
})
const sentence = `Pods not ready: pods cannot be made: ${cause} (database)`
const get = async (id: string) => (await stack.call('GET', `/api/v1/stores/${id}`)).body

test('progress quotes it, no store fails by it, and with the webhook the store is READY', async () => {
  await stack.sandbox.setScenario({ rules: [refused('store-patient-*')] })
  const { id } = await stack.create('patient')
  const poller = stack.startPoller(['--watch'], { FAIL_AFTER_REFUSED_PODS_SECONDS: '0.1' })
  await eventually(async () => (await get(id))['progress'] && JSON.stringify(await get(id)).includes('istiod'))
  expect((await get(id))['progress']).toMatchObject({ step: 'volumes', message: sentence })
  await stack.sandbox.setScenario({})
  await stack.until(id, 'READY')
  await poller.stop()
})

test('a store that had no pod by its time limit says why there was none', async () => {
  await stack.sandbox.setScenario({ rules: [refused('store-late-*')] })
  const { id } = await stack.create('late')
  const poller = stack.startPoller(['--watch'], { PROVISIONING_TIMEOUT_SECONDS: '4' })
  expect(await stack.until(id, 'FAILED')).toMatchObject({
    failure_code: 'provisioning_timed_out',
    failure_reason: `Provisioning timed out after 4 s at the step volumes: ${sentence}`,
  })
  await poller.stop()
})
