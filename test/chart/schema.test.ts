// The schema: closed, described, and what it refuses.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { chartFolder, credentials, helm, platformValues } from './chart.ts'

interface Schema {
  description?: string
  type?: string | string[]
  properties?: Record<string, Schema>
  additionalProperties?: boolean | Schema
  items?: Schema
  definitions?: Record<string, Schema>
}

const schema = JSON.parse(readFileSync(join(chartFolder, 'values.schema.json'), 'utf8')) as Schema

test('every field is described and every object with named fields is closed', () => {
  for (const [path, part] of walk('', schema)) {
    expect(part.description, path).toBeTruthy()
    if (part.properties) expect(part.additionalProperties, path).toBe(false)
  }
})

test('of credentials the schema says no more than that they are strings', () => {
  const fields = schema.properties?.['credentials']?.properties ?? {}
  expect(Object.keys(fields)).toEqual(Object.keys(credentials))
  for (const field of Object.values(fields)) expect(Object.keys(field)).toEqual(['description', 'type'])
})

const values = platformValues('woocommerce')

test.each([
  ['an unknown field', { ...values, colour: 'red' }, 'colour'],
  ['an unknown field of the store', { ...values, store: { ...values.store, colour: 'red' } }, 'colour'],
  ['an engine whose name is none', { ...values, store: { ...values.store, engine: 'Magento!' } }, 'engine'],
  ['a URL with a path', { ...values, store: { ...values.store, url: 'http://a.localhost/x' } }, 'url'],
  ['a store id that is too long', { ...values, store: { ...values.store, id: 'a'.repeat(48) } }, 'id'],
  ['resources without a limit', { ...values, medusa: { resources: { web: { limits: null } } } }, 'limits'],
  ['a size that is none', { ...values, woocommerce: { storage: 'large' } }, 'storage'],
  ['a checksum that is none', { ...values, woocommerce: { plugin: { sha256: 'abc' } } }, 'sha256'],
])('%s is refused by its name', (_what, wrong, name) => {
  const { status, stderr } = helm({ values: wrong })
  expect(status).toBe(1)
  expect(stderr).toContain("values don't meet the specifications of the schema")
  expect(stderr).toContain(name)
})

function* walk(path: string, part: Schema): Generator<[string, Schema]> {
  yield [path, part]
  for (const [name, below] of Object.entries({ ...part.properties, ...part.definitions }))
    yield* walk(`${path}.${name}`, below)
  if (part.items) yield* walk(`${path}[]`, part.items)
  if (typeof part.additionalProperties === 'object') yield* walk(`${path}.*`, part.additionalProperties)
}
