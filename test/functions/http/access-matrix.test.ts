// Every operation against every scope, owner and mode: each cell is asserted.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { endpoints } from '../../../functions/endpoints/index.ts'
import { type Scope, scopes } from '../../../shared/api-keys.ts'
import { makeDatabase, type TestDatabase } from '../../support/database.ts'
import { makeApi, makeKey, uniqueName } from '../api.ts'

/** `null` needs no scope; `:id` is a store of anna's and `:op` its operation. What is allowed answers something that is no refusal of access. */
const operations: [method: string, path: string, needed: Scope | null][] = [
  ['GET', '/health', null],
  ['GET', '/health/live', null],
  ['GET', '/health/ready', null],
  ['GET', '/api/v1/docs', null],
  ['GET', '/api/v1/openapi.json', 'read'],
  ['GET', '/metrics', 'metrics'],
  ['GET', '/api/v1/overview', 'read'],
  ['GET', '/api/v1/releases', 'read'],
  ['GET', '/api/v1/releases/:name', 'read'],
  ['GET', '/stores', 'read'],
  ['POST', '/stores', 'write'],
  ['GET', '/stores/:id', 'read'],
  ['POST', '/stores/:id/retry', 'write'],
  ['GET', '/stores/:id/operations', 'read'],
  ['GET', '/api/v1/operations/:op', 'read'],
  ['POST', '/api/v1/operations/:op/cancel', 'write'],
  ['GET', '/stores/:id/events', 'read'],
  ['GET', '/stores/:id/credentials', 'credentials'],
  ['GET', '/api/v1/events', 'read'],
  ['DELETE', '/stores/:id', 'write'],
]
const ofOneStore = operations.filter(([, path]) => /:(id|op)/.test(path))

let keyed: TestDatabase
let keyless: TestDatabase
let id: string
let op: string
beforeAll(async () => {
  ;[keyed, keyless] = [await makeDatabase(), await makeDatabase()]
  const { headers } = await makeKey(keyed.database)
  const { call, post } = makeApi(keyed.database)
  id = (await post(uniqueName(), headers)).body.id
  op = (await call(`/stores/${id}`, { headers })).body.operation.id
})
afterAll(() => {
  keyed.remove()
  keyless.remove()
})

async function statusOf(files: TestDatabase, [method, path]: [string, string, ...unknown[]], headers = {}) {
  const response = await makeApi(files.database).request(path.replace(':id', id).replace(':op', op), {
    method,
    headers,
  })
  await response.text()
  return response.status
}

const refused = [401, 403]

describe('once a key was made', () => {
  test.each(operations)('%s %s needs the scope %s and no other opens it', async (...operation) => {
    const [, , needed] = operation
    for (const scope of scopes) {
      const { headers } = await makeKey(keyed.database, { scopes: [scope] })
      const status = await statusOf(keyed, operation, headers)
      if (needed === null || scope === needed) expect(refused).not.toContain(status)
      else expect([scope, status]).toEqual([scope, 403])
    }
  })

  test.each(operations)('%s %s without a key', async (...operation) => {
    const status = await statusOf(keyed, operation)
    if (operation[2] === null) expect(status).toBe(200)
    else expect(status).toBe(401)
  })

  test.each(ofOneStore)(
    '%s %s: a stranger gets 404 with every scope but admin, an administrator does not',
    async (...operation) => {
      const every = scopes.filter((scope) => scope !== 'admin')
      const stranger = await makeKey(keyed.database, { owner: 'bert', scopes: every })
      const admin = await makeKey(keyed.database, { owner: 'ops', scopes: [...scopes] })
      const withoutKeys = operation[1].endsWith('credentials') ? 501 : 404
      expect(await statusOf(keyed, operation, stranger.headers)).toBe(withoutKeys)
      expect([401, 403, 404]).not.toContain(await statusOf(keyed, operation, admin.headers))
    },
  )
})

describe('while no key was made', () => {
  const attacks: Record<string, string>[] = [
    { Host: 'evil.example' },
    { Host: 'localhost.evil.example:5000' },
    { Host: 'localhost:5000', Origin: 'http://evil.example' },
    { Host: 'localhost:5000', Origin: 'null' },
    { Host: 'localhost:5000', 'Sec-Fetch-Site': 'cross-site' },
    { Host: 'localhost:5000', 'Sec-Fetch-Site': 'same-site' },
  ]

  test.each(operations)('%s %s is open to this machine', async (...operation) => {
    expect(refused).not.toContain(await statusOf(keyless, operation, { Host: 'localhost:5000' }))
  })

  test.each(operations)('%s %s is closed to pages and names of elsewhere', async (...operation) => {
    for (const headers of attacks) {
      const status = await statusOf(keyless, operation, headers)
      if (operation[1] === '/health/live') expect(status).toBe(200)
      else expect([headers, status]).toEqual([headers, 403])
    }
  })
})

test('the matrix has every endpoint with the scope that the registry says, but for the page, which anybody is served', () => {
  const told = operations.map(([method, path, needed]) => [`${method} ${path.replace('/api/v1', '')}`, needed])
  const real = endpoints.flatMap(({ name, method, path, access }) =>
    name === 'get-dashboard'
      ? []
      : [[`${method} ${path}`, access === 'open' || access === 'keyless' ? null : access] as const],
  )
  expect(Object.fromEntries(told)).toEqual(Object.fromEntries(real))
})
