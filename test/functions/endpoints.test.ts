// The registry of endpoints: it names every file, and says of each endpoint what the endpoint itself does.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { documentOf } from '../../functions/app.ts'
import { endpoints } from '../../functions/endpoints/index.ts'
import { completeDeps } from '../../functions/http/complete-deps.ts'
import type { DocumentDeps } from '../../functions/http/deps.ts'
import { type Endpoint, placesOf } from '../../functions/http/endpoint.ts'
import { systemClock } from '../../shared/clock.ts'
import { camelCase } from '../../tools/function-entries.ts'
import { makeDatabase, type TestDatabase } from '../support/database.ts'
import { quietLog } from '../support/quiet-log.ts'

const folder = join(import.meta.dirname, '../../functions/endpoints')
const registered: readonly Endpoint[] = endpoints

let files: TestDatabase
let deps: DocumentDeps
beforeAll(async () => {
  files = await makeDatabase()
  const settings = { reservedNames: [], secretKeys: undefined, adminEmail: 'a@b', keylessAllowed: true }
  const given = completeDeps({ database: files.database, log: quietLog, clock: systemClock, settings })
  deps = { ...given, document: documentOf(given) }
})
afterAll(() => files.remove())

test('every file of the folder is in the registry, once', () => {
  const names = readdirSync(folder)
    .filter((file) => file !== 'index.ts')
    .map((file) => file.replace('.ts', ''))
  expect(registered.map(({ name }) => name).sort()).toEqual(names.sort())
})

test.each(registered)(
  '$name is what its file exports under its own name, which the bundles count on',
  async ({ name, make }) => {
    const file = (await import(join(folder, `${name}.ts`))) as Record<string, unknown>
    expect(file[camelCase(name)]).toBe(make)
  },
)

test.each(registered)('$name answers the method and the paths that the registry says', (endpoint) => {
  const { method, path, morePaths = [], make } = endpoint
  const routes = new Set(make(deps).routes.map((route) => `${route.method} ${route.path}`))
  expect([...routes].sort()).toEqual([path, ...morePaths].map((one) => `${method} ${one}`).sort())
})

test('no two answer the same call', () => {
  const calls = registered.flatMap((endpoint) => placesOf(endpoint).map((place) => `${endpoint.method} ${place}`))
  expect(new Set(calls).size).toBe(calls.length)
})

test('the document asks for a key exactly where the registry asks for a scope', () => {
  const documented = Object.entries<object>(deps.document().paths ?? {}).flatMap(([path, methods]) =>
    Object.entries<{ security?: unknown[] }>(methods as Record<string, { security?: unknown[] }>).map(
      ([method, { security }]) => [`${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`, !security] as const,
    ),
  )
  expect(documented.length).toBeGreaterThan(12)
  for (const [call, guarded] of documented) {
    const endpoint = registered.find(({ method, path }) => `${method} ${path}` === call)
    expect([call, endpoint && !['open', 'keyless'].includes(endpoint.access)]).toEqual([call, guarded])
  }
})
