// What the chart does not install, and what it says then; and what Helm's own linter thinks of the rest.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { run } from '../chart/chart.ts'
import { forms, helmPlatform, platformFolder } from './chart.ts'

const { database } = forms.server

test.each([
  [
    'several functions on one file',
    { functions: { replicas: 2 } },
    /functions\.replicas is more than 1, but the database is a file.*one node.*database\.url/,
  ],
  [
    'several pollers on one file',
    { poller: { replicas: 2 } },
    /poller\.replicas is more than 1, but the database is a file.*database\.url/,
  ],
  [
    'a CronJob on a file',
    { poller: { mode: 'cronjob' } },
    /poller\.mode is cronjob, but the database is a file.*watch, or database\.url/,
  ],
  [
    'several CronJobs',
    { database, poller: { mode: 'cronjob', replicas: 2 } },
    /poller\.replicas is more than 1, but poller\.mode is cronjob/,
  ],
  [
    'a token without a server',
    { database: { token: true } },
    /database\.token is true, but there is no server.*database\.url/,
  ],
  [
    'a pod that ends before its Helm',
    { poller: { env: { HELM_TIMEOUT_SECONDS: '90', HELM_STOP_GRACE_SECONDS: '10.5', LEASE_TTL_SECONDS: '120' } } },
    /poller\.terminationGracePeriodSeconds is 75, but HELM_TIMEOUT_SECONDS and HELM_STOP_GRACE_SECONDS are 100\.5 s together/,
  ],
  ['an Ingress without a host', { ingress: { enabled: true } }, /ingress\.host is empty/],
  [
    'policies that do not know the ingress controller',
    { networkPolicies: { enabled: true } },
    /networkPolicies\.ingressNamespace is empty/,
  ],
  ['stores without a domain', { stores: { baseDomain: '' } }, /stores\.baseDomain is empty: set the domain/],
  [
    'an image that nobody named',
    { images: { poller: { repository: '' } } },
    /images\.poller\.repository is empty.*deploy\/images\/poller/,
  ],
])('%s: refused with the value, the reason and the cure', (_what, values, says) => {
  const { status, stderr } = helmPlatform(values)
  expect(status).toBe(1)
  expect(stderr.replaceAll('\n', ' ')).toMatch(says)
})

test.each([
  ['an unknown field', { colour: 'red' }, 'colour'],
  ['an unknown mode', { poller: { mode: 'sometimes' } }, 'mode'],
  ['a database file by its URL', { database: { url: 'sqlite:///stores.db' } }, 'url'],
  ['a variable that another value sets', { poller: { env: { HELM_INSTALL_SLOTS: '9' } } }, 'HELM_INSTALL_SLOTS'],
  ['a secret as a variable', { functions: { env: { STORE_SECRET_KEY: 'a'.repeat(44) } } }, 'STORE_SECRET_KEY'],
  ['a variable that is no text', { functions: { env: { RATE_LIMIT_PER_SECOND: 5 } } }, 'RATE_LIMIT_PER_SECOND'],
  ['an unknown scope', { firstKey: { scopes: ['all'] } }, 'scopes'],
  ['a URL without a name', { stores: { urlTemplate: 'http://shops.example.org' } }, 'urlTemplate'],
  ['a size that is none', { database: { volume: { size: 'large' } } }, 'size'],
])('%s is refused by its name', (_what, values, name) => {
  const { status, stderr } = helmPlatform(values)
  expect(status).toBe(1)
  expect(stderr).toContain("values don't meet the specifications of the schema")
  expect(stderr).toContain(name)
})

test.each(Object.entries(forms))('helm lint --strict finds nothing wrong with the form %s', (_name, values) => {
  const { status, stdout } = run(['lint', '--strict', platformFolder, '-f', '-'], JSON.stringify(values))
  expect(stdout).not.toMatch(/\[(ERROR|WARNING)\]/)
  expect(status).toBe(0)
})

interface Schema {
  description?: string
  properties?: Record<string, Schema>
  additionalProperties?: boolean | Schema
  definitions?: Record<string, Schema>
}

test('every field of the schema is described and every object with named fields is closed', () => {
  const schema = JSON.parse(readFileSync(join(platformFolder, 'values.schema.json'), 'utf8')) as Schema
  for (const [path, part] of walk('', schema)) {
    expect(part.description ?? '$ref', path).toBeTruthy()
    if (part.properties) expect(part.additionalProperties, path).toBe(false)
  }
})

function* walk(path: string, part: Schema): Generator<[string, Schema]> {
  yield [path, part]
  for (const [name, below] of Object.entries({ ...part.properties, ...part.definitions }))
    yield* walk(`${path}.${name}`, below)
}
