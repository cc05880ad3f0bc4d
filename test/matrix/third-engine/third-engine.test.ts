// An engine is one definition, one template file and one stand-in: with these three a store of it lives its whole life.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deriveCredentials, secretKey } from '../../../shared/credentials.ts'
import { engines } from '../../../shared/engines/index.ts'
import { eventually } from '../../support/eventually.ts'
import { startProgram } from '../../support/process.ts'
import { getShop, type Stack, type StoreBody, startStack } from '../../support/stack.ts'
import { buildWithKiosk } from './with-kiosk.ts'

let folder: string
let built: string
let stack: Stack
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'storeplane-third-'))
  const made = await buildWithKiosk(folder)
  built = made.built
  stack = await startStack({ built, settings: { HELM_CHART_PATH: made.chart } })
  await stack.database.write([
    { sql: `INSERT INTO engines (engine) VALUES ('kiosk')` },
    { sql: `INSERT INTO skipped_steps (engine, step) VALUES ('kiosk', 'database'), ('kiosk', 'cache')` },
  ])
  stack.startPoller()
}, 120_000)
afterAll(async () => {
  await stack?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const address = () => String(stack.environment['INGRESS_PROBE_ADDRESS'])

test('the engine is in no release, and three files are all that there is of it', () => {
  expect(engines).not.toContain('kiosk')
  expect(readdirSync(join(import.meta.dirname, 'fixtures')).sort()).toEqual(['_kiosk.tpl', 'kiosk.ts', 'stand-in.ts'])
})

test('a store of it goes from POST over READY, its own probe and login, to DELETED', async () => {
  const down = { match: { host: 'corner.localhost', path: '/shutters' }, status: 200, body: 'stuck' }
  await stack.sandbox.setScenario({ ingress: [down] })
  const { id } = await stack.create('corner', 'kiosk')
  const before = await eventually(async () => {
    const { body } = await stack.call('GET', `/api/v1/stores/${id}`)
    return JSON.stringify(body).includes('the shutters are down') && (body as StoreBody)
  })
  expect(before).toMatchObject({ status: 'PROVISIONING', engine: 'kiosk', progress: { step: 'url' } })
  await stack.sandbox.setScenario({})

  const store = await stack.until(id, 'READY')
  expect(await getShop(String(store['store_url']), address())).toMatchObject({
    status: 200,
    body: '<title>The kiosk corner.localhost</title>',
  })
  const { body: timeline } = await stack.call('GET', `/api/v1/stores/${id}/events`)
  const ended = (timeline['events'] as { kind: string; step: string }[]).filter(({ kind }) => kind === 'step')
  expect(ended.map(({ step }) => step)).toEqual(['queued', 'namespace', 'release', 'volumes', 'setup', 'web', 'url'])

  const { body: login } = await stack.call('GET', `/api/v1/stores/${id}/credentials`)
  expect(login).toMatchObject({
    admin_url: `${store['store_url']}/counter`,
    user: 'keeper@corner.localhost',
    password: deriveCredentials(secretKey(Buffer.alloc(32, 'test')), id).adminPassword,
  })

  expect((await stack.call('DELETE', `/api/v1/stores/${id}`)).status).toBe(202)
  await stack.until(id, 'DELETED')
  const { items } = await stack.sandbox.get('/api/v1/namespaces')
  expect(items.filter(({ metadata }) => metadata.name === store.namespace)).toEqual([])
})

test('page and command line learn of it from the API', async () => {
  const { body } = await stack.call('GET', '/api/v1/overview')
  expect((body['poller'] as { engines: object }).engines).toMatchObject({
    kiosk: { label: 'Kiosk', description: 'One counter, a few goods', available: true, reason: null },
  })
  expect((await stack.call('GET', '/api/v1/stores?engine=kiosk')).status).toBe(200)
  const env = { ...stack.environment, STOREPLANE_URL: stack.apiUrl }
  const create = startProgram('storeplane', ['create', 'corner'], { cwd: folder, env, built })
  expect([await create.ended, create.output()]).toEqual([
    2,
    `storeplane: --engine is missing: ${[...engines, 'kiosk'].join(' or ')}\n`,
  ])
})
