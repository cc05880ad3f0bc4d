// Requests made from the served document, valid and invalid ones: every answer is a documented one, and none is a 500.
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { scopes } from '../../shared/api-keys.ts'
import { secretKey } from '../../shared/credentials.ts'
import { addRelease, newRelease } from '../../shared/releases/index.ts'
import { makeDatabase, type TestDatabase } from '../support/database.ts'
import { makeApi, makeKey, uniqueName } from './api.ts'
import { makeDeleted, makeFailed, makeReady } from './place-store.ts'

// biome-ignore lint/suspicious/noExplicitAny: a document is walked as JSON
type Json = any
type Operation = { method: string; path: string; operation: Json }
type Sent = {
  query: Record<string, string>
  headers: Record<string, string>
  /** Of the path, by name. */
  params: Record<string, string>
  body: string | undefined
}

const key = secretKey(Buffer.alloc(32, 3))
const runs = 195

let files: TestDatabase
let api: ReturnType<typeof makeApi>
let document: Json
let operations: Operation[]
let callers: Record<string, string>[]
const ids: string[] = []
const ops: string[] = []
const names: string[] = []
beforeAll(async () => {
  files = await makeDatabase()
  api = makeApi(files.database, { secretKeys: [key] })
  document = (await api.call('/api/v1/openapi.json')).body
  operations = Object.entries<Json>(document.paths).flatMap(([path, methods]) =>
    Object.entries<Json>(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  )
  const all = await makeKey(files.database, { owner: 'anna', scopes: [...scopes] })
  for (const place of [makeReady, makeFailed, makeDeleted, undefined]) {
    const name = uniqueName()
    const { id } = (await api.post(name, all.headers)).body
    if (place === makeDeleted) await api.call(`/stores/${id}`, { method: 'DELETE', headers: all.headers })
    if (place === makeReady) await makeReady(files.database, id, { keyId: key.id })
    else await place?.(files.database, id)
    ids.push(id)
    names.push(name)
    const { operations } = (await api.call(`/stores/${id}/operations`, { headers: all.headers })).body
    ops.push(...operations.map((operation: Json) => operation.id))
  }
  const chart = { chart: [{ path: 'Chart.yaml', bytes: Buffer.from('') }], values: [] }
  await addRelease(files.database, '2026.11', newRelease(chart, { name: 'store', version: '1.0.0' }))
  const others = [{ owner: 'bert' }, { scopes: ['read' as const] }, { expired: true }, { maxStores: 0 }]
  const keys = await Promise.all(others.map((options) => makeKey(files.database, options)))
  callers = [all.headers, all.headers, all.headers, ...keys.map(({ headers }) => headers), {}]
})
afterAll(() => files.remove())

test('thousands of requests made from the document get documented answers and no 500', {
  timeout: 60_000,
}, async () => {
  const seen = new Set<string>()
  // What removes the stores comes last.
  for (const operation of operations.toSorted(
    (one, other) => Number(one.method === 'DELETE') - Number(other.method === 'DELETE'),
  ))
    await fc.assert(
      fc.asyncProperty(requests(operation), fc.constantFrom(...callers), async (sent, caller) => {
        const status = await check(operation, sent, caller)
        seen.add(`${operation.operation.operationId} ${status}`)
      }),
      { numRuns: runs },
    )
  expect(operations.length * runs).toBeGreaterThan(3_000)
  for (const usual of ['createStore 202', 'createStore 400', 'createStore 409', 'listStores 200', 'listStores 400'])
    expect(seen).toContain(usual)
  for (const usual of ['listReleases 200', 'getRelease 200', 'getRelease 404']) expect(seen).toContain(usual)
  for (const usual of ['listStoreOperations 200', 'getOperation 200', 'getOperation 404', 'cancelOperation 409'])
    expect(seen).toContain(usual)
  for (const usual of ['getStore 200', 'getStore 404', 'deleteStore 200', 'getCredentials 200', 'listEvents 401'])
    expect(seen).toContain(usual)
})

async function check({ method, path, operation }: Operation, { query, headers, params, body }: Sent, caller: object) {
  const search = new URLSearchParams(query)
  const url = `/api/v1${path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(params[name] ?? ''))}?${search}`
  const response = await api.request(url, {
    method,
    headers: { ...headers, ...caller },
    ...(body === undefined ? {} : { body }),
  })
  const text = await response.text()
  const context = `${method} ${url} ${JSON.stringify(headers)} ${body} → ${response.status} ${text}`
  const documented = operation.responses[response.status]
  expect(documented, context).toBeDefined()
  expect(response.status, context).not.toBe(500)
  if (documented.content === undefined) expect(text, context).toBe('')
  else {
    const type = (response.headers.get('Content-Type') ?? '').split(';')[0] ?? ''
    const parsed = validator(documented.content[type]?.schema).safeParse(JSON.parse(text))
    expect(parsed.error?.message, context).toBeUndefined()
  }
  return response.status
}

const validators = new Map<object, z.ZodType>()

function validator(schema: Json): z.ZodType {
  const known = validators.get(schema) ?? z.fromJSONSchema(resolved(schema))
  validators.set(schema, known)
  return known
}

function resolved(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map(resolved)
  if (schema === null || typeof schema !== 'object') return schema
  if (schema.$ref) return resolved(document.components.schemas[schema.$ref.split('/').at(-1)])
  return Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, resolved(value)]))
}

function requests({ operation }: Operation): fc.Arbitrary<Sent> {
  const parameters = (where: string): Json[] => (operation.parameters ?? []).filter((one: Json) => one.in === where)
  const record = (list: Json[], junk: fc.Arbitrary<string>) =>
    fc.record(Object.fromEntries(list.map((one) => [one.name, sendable(one, junk)])), { requiredKeys: [] })
  const strange = fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), fc.string(), { maxKeys: 1 })
  const query = record(parameters('query'), fc.string())
  return fc.record({
    query: fc.oneof(
      { weight: 5, arbitrary: query },
      fc.tuple(query, strange).map(([one, more]) => ({ ...one, ...more })),
    ),
    headers: fc
      .tuple(record(parameters('header'), headerText), operation.requestBody ? contentType : fc.constant({}))
      .map(([one, more]) => ({ ...one, ...more })),
    params: fc.record({ id: oneOf(ids), op: oneOf(ops), name: oneOf(['2026.11']) }),
    body: operation.requestBody
      ? bodies(resolved(operation.requestBody.content['application/json'].schema))
      : fc.constant(undefined),
  }) as fc.Arbitrary<Sent>
}

/** No encoding keeps a path with dots alone from leading to another one. */
function oneOf(known: string[]): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...known) },
    fc.string().filter((text) => !/^\.*$/.test(text)),
  )
}

const headerText = fc.stringMatching(/^[\x21-\x7e]{0,40}$/)
const contentType = fc.oneof(
  { weight: 8, arbitrary: fc.constant({ 'Content-Type': 'application/json' }) },
  fc.constantFrom({ 'Content-Type': 'text/plain' }, {}),
)

/** Nobody waits here: that takes time, and has tests of its own. */
function sendable({ name, schema }: Json, junk: fc.Arbitrary<string>): fc.Arbitrary<string> {
  if (name === 'prefer') return fc.constantFrom('wait=0', 'wait', 'respond-async')
  return fc.oneof({ weight: 3, arbitrary: fitting(schema).map(String) }, junk)
}

function fitting(schema: Json): fc.Arbitrary<unknown> {
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.type === 'integer') return fc.integer({ min: schema.minimum ?? 0, max: schema.maximum ?? 1_000 })
  if (schema.pattern)
    return fc.oneof(
      { weight: 2, arbitrary: fc.stringMatching(short(schema.pattern)).filter((text) => text.length <= 40) },
      fc.constantFrom(...names),
    )
  return fc.stringMatching(/^[a-z0-9]{1,8}$/)
}

/** Most texts of up to 255 characters would be too long, and made for nothing. */
function short(pattern: string): RegExp {
  return new RegExp(pattern.replace(/\{1,2\d\d\}/, '{1,40}'))
}

function bodies({ properties, required = [] }: Json): fc.Arbitrary<string> {
  const fits = fc.record(Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, fitting(one)])), {
    requiredKeys: required,
  })
  const nearly = fc.record(
    Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, fc.oneof(fitting(one), fc.jsonValue())])),
    { requiredKeys: [] },
  )
  return fc.oneof(
    { weight: 3, arbitrary: fits.map((one) => JSON.stringify(one)) },
    { weight: 2, arbitrary: nearly.map((one) => JSON.stringify(one)) },
    fc.json(),
    fc.string(),
    fc.constant(' '.repeat(17_000)),
  )
}
