// No credential is seen of stores that fail at nothing: one that is READY and ails, ones whose fault may pass, and ones that
// wait for a cluster whose errors hold their credentials plain, URL-encoded and in base64.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { getStore, localCaller } from '../../shared/stores/index.ts'
import { answersAbout, databaseText, secretsOf, shoutOf } from '../e2e/fixtures/leaks.ts'
import { eventually } from '../support/eventually.ts'
import { leaks } from '../support/leaks.ts'
import { type Stack, type StoreBody, startStack } from '../support/stack.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack({ settings: { LOG_LEVEL: 'trace', STORE_CHECK_INTERVAL_SECONDS: '0.3' } })
})
afterAll(() => stack.stop())

const hidden = '[redacted]'
const webOf = ({ namespace }: StoreBody) => ({ namespace, labels: { 'app.kubernetes.io/component': 'web' } })
/** A Secret that is missing: its name, which may be anything here, stands in the plain sentence. */
const missingSecret = (store: StoreBody) => ({
  match: webOf(store),
  fault: 'missing_secret',
  message: `secret "${shoutOf(store.id)}" not found`,
})
const crashing = (store: StoreBody) => ({
  match: webOf(store),
  fault: 'crash_loop',
  afterMs: 5,
  backoffMs: 60_000,
  message: shoutOf(store.id),
  log: shoutOf(store.id),
})

async function expectNowhere({ id }: StoreBody): Promise<void> {
  const secrets = secretsOf(id)
  const places = { answers: await answersAbout(stack, id), logs: stack.output(), database: databaseText(stack) }
  expect(places.answers).toContain(id)
  expect(places.logs).toContain('poller.started')
  expect(places.database).toContain(id)
  for (const [place, text] of Object.entries(places)) expect(leaks(text, secrets), place).toEqual([])
}

async function endPods({ namespace }: StoreBody): Promise<void> {
  const pods = `/api/v1/namespaces/${namespace}/pods`
  for (const { metadata } of (await stack.sandbox.get(pods)).items)
    expect((await fetch(`${stack.sandbox.apiUrl}${pods}/${metadata.name}`, { method: 'DELETE' })).status).toBe(200)
}

const healthOf = async (id: string) =>
  (await stack.call('GET', `/stores/${id}`)).body['health'] as { status: string; reason: string | null }

test.each(['woocommerce', 'medusa'])('a degraded READY %s store tells its trouble without them', async (engine) => {
  const store = await stack.create(`degraded-${engine}`, engine)
  const poller = stack.startPoller()
  await stack.until(store.id, 'READY')
  await stack.sandbox.setScenario({ rules: [missingSecret(store)] })
  await endPods(store)
  await eventually(async () => (await healthOf(store.id)).reason?.includes(hidden), { what: 'a redacted reason' })
  expect(await healthOf(store.id)).toMatchObject({ status: 'degraded', reason: expect.stringContaining('is missing') })
  await expectNowhere(store)
  await stack.sandbox.setScenario({})
  await poller.stop()
})

const pendingFaultOf = async (id: string) =>
  (await getStore(stack.database, id, localCaller)).operation?.pendingFault ?? ''

test.each([
  ['a container that crashes', 'crash_loop', crashing],
  ['a Secret that is missing', 'container_config_error', missingSecret],
])('%s, which may pass, is told and remembered without them', async (_, code, ruleOf) => {
  const store = await stack.create(`waits-${code.replaceAll('_', '-')}`)
  await stack.sandbox.setScenario({ rules: [ruleOf(store)] })
  const poller = stack.startPoller()
  const remembered = await eventually(
    async () => {
      const fault = await pendingFaultOf(store.id)
      return fault.includes(hidden) && fault
    },
    { what: 'a redacted fault that waits' },
  )
  expect(JSON.parse(remembered)).toMatchObject({ code })
  expect((await stack.call('GET', `/stores/${store.id}`)).body).toMatchObject({ status: 'PROVISIONING' })
  await expectNowhere(store)
  await stack.call('DELETE', `/stores/${store.id}`)
  await stack.until(store.id, 'DELETED')
  await stack.sandbox.setScenario({})
  await poller.stop()
})

const outages = [
  ['answers 503', (shout: string) => ({ fault: 'status', status: 503, message: shout })],
  ['answers 500', (shout: string) => ({ fault: 'status', status: 500, message: shout })],
  ['answers 401', (shout: string) => ({ fault: 'status', status: 401, message: shout })],
] as const

/** What functions know of the cluster from its pollers. */
const reasons = async () => JSON.stringify((await stack.call('GET', '/health/ready')).body['reasons'])

test.each(outages)('a cluster that %s is waited for without them, by a store that is made', async (name, faultOf) => {
  const store = await stack.create(`outage-${name.replace(' ', '-')}`)
  await stack.sandbox.setScenario({ api: [faultOf(shoutOf(store.id))] })
  // The stores of before are not looked after: what the cluster says then concerns this one alone.
  const poller = stack.startPoller(['--watch'], { STORE_CHECK_INTERVAL_SECONDS: '0' })
  const message = async () => (await getStore(stack.database, store.id, localCaller)).operation?.message
  await eventually(async () => (await message())?.includes(hidden), { what: 'a redacted outage' })
  expect(await message()).toMatch(/^Waiting for the cluster: /)
  await eventually(async () => (await reasons()).includes(hidden), { what: 'a redacted reason' })
  await expectNowhere(store)
  await stack.sandbox.setScenario({})
  await stack.until(store.id, 'READY')
  await poller.stop()
})

const outagesIn = (log: string) =>
  log
    .split('\n')
    .filter((line) => line.includes('outage'))
    .join('\n')

test.each(outages)(
  'a cluster that %s is waited for without them, by a store that is looked after',
  async (name, faultOf) => {
    const poller = stack.startPoller()
    const store = await stack.create(`swept-${name.replace(' ', '-')}`)
    await stack.until(store.id, 'READY')
    await stack.sandbox.setScenario({ api: [faultOf(shoutOf(store.id))] })
    await eventually(() => expect(outagesIn(poller.output())).toContain(hidden) ?? true, { what: 'a redacted outage' })
    await eventually(async () => (await reasons()).includes(hidden), { what: 'a redacted reason' })
    await expectNowhere(store)
    await stack.sandbox.setScenario({})
    await poller.stop()
  },
)
