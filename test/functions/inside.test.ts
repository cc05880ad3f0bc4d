// The inside of the control plane (paths, hosts, addresses) is told to its operators alone, whatever is wrong with it.
import { rmSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { makeKey, uniqueName } from './api.ts'
import { type FreshApi, useFreshApis } from './fresh-apis.ts'
import { beat } from './place-store.ts'

const fresh = useFreshApis()

const poller = 'vm-7/22eed910'
const inside = /\/|127\.0\.0\.1|vm-7/

const troubles: [what: string, make: (fresh: FreshApi) => unknown, outside: RegExp][] = [
  ['no poller has ever ticked', () => undefined, /^no poller has ever ticked$/],
  [
    'no poller has ticked for a while',
    ({ database }) => beat(database, poller, { ageMs: 6 * 60_000 }),
    /^no poller has ticked for 6 minutes$/,
  ],
  ['the last poller stopped', ({ database }) => beat(database, poller, { stopped: true }), /^no poller is running$/],
  [
    'a cluster is out of reach',
    ({ database }) => beat(database, poller, { clusterProblem: 'connect ECONNREFUSED 127.0.0.1:6443' }),
    /^a poller cannot reach its cluster$/,
  ],
]

describe.each(troubles)('while %s', (_, make, outside) => {
  test.each([
    ['nobody known', undefined],
    ['a key that reads and writes', ['read', 'write']],
  ] as const)('%s learns that, and nothing of the inside', async (_, scopes) => {
    const one = await fresh()
    const { headers } = await makeKey(one.database, { scopes: [...(scopes ?? ['read'])] })
    await make(one)
    const asked = scopes === undefined ? {} : { headers }
    const { status, body } = await one.call('/health/ready', asked)
    expect({ status, body }).toMatchObject({ status: 200, body: { reasons: [expect.stringMatching(outside)] } })
    expect(body.reasons.join()).not.toMatch(inside)
    const { body: overview } = await one.call('/api/v1/overview', { headers })
    expect(overview.poller.reasons).toEqual(body.reasons)
  })

  test.each(['metrics', 'admin'] as const)('a key with the scope %s learns all of it', async (scope) => {
    const one = await fresh()
    const { headers } = await makeKey(one.database, { scopes: ['read', scope] })
    await make(one)
    const { body } = await one.call('/health/ready', { headers })
    expect(body.reasons).toEqual([expect.stringMatching(inside)])
    expect((await one.call('/api/v1/overview', { headers })).body.poller.reasons).toEqual(body.reasons)
  })
})

test('health without a key tells no path of a database that cannot be used; a key that is revoked is none', async () => {
  const { call, database, file } = await fresh()
  const { headers } = await makeKey(database, { scopes: ['admin'], revoked: true })
  await call('/health')
  rmSync(file)
  for (const asked of [{}, { headers }])
    for (const path of ['/health', '/health/ready']) {
      const { status, body } = await call(path, asked)
      expect(status).toBe(503)
      expect(body.reason ?? body.reasons.join()).toMatch(/^the database cannot be used; .*the log/)
      expect(JSON.stringify(body)).not.toContain(file)
    }
})

test('a merchant who asks for an engine that is not there learns no path of the poller; an operator does', async () => {
  const { call, database } = await fresh()
  const reason = 'No Medusa image is configured: set medusa.image in /srv/storeplane/values.yaml'
  const engines = { woocommerce: { available: true, reason: null }, medusa: { available: false, reason } }
  await beat(database, poller, { engines })
  const merchant = await makeKey(database)
  const operator = await makeKey(database, { scopes: ['read', 'write', 'admin'] })
  const ask = async ({ headers }: typeof merchant) => {
    const json = { name: uniqueName(), engine: 'medusa' }
    const created = await call('/api/v1/stores', { method: 'POST', json, headers })
    const overview = await call('/api/v1/overview', { headers })
    expect(created).toMatchObject({ status: 409, body: { code: 'engine_unavailable' } })
    expect(overview.body.poller.engines.medusa.available).toBe(false)
    return [created.body.detail, overview.body.poller.engines.medusa.reason]
  }
  const outside = 'Medusa cannot be installed here: the operator has to configure it first.'
  expect(await ask(merchant)).toEqual([outside, outside])
  expect(await ask(operator)).toEqual([reason, reason])
})
