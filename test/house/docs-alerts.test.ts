// docs/alerts.md, held against the metrics, labels and their values that are really served.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { statuses } from '../../shared/stores/state-machine.ts'
import { makeApi, uniqueName } from '../functions/api.ts'
import { beat, makeFailed } from '../functions/place-store.ts'
import { makeDatabase, type TestDatabase } from '../support/database.ts'

const text = readFileSync(resolve(import.meta.dirname, '../../docs/alerts.md'), 'utf8')
const [rules = '', cures = ''] = text.split('\n## Rules\n')[1]?.split('\n## What to do\n') ?? []

let files: TestDatabase
let served: string
beforeAll(async () => {
  files = await makeDatabase()
  const { post, call, request } = makeApi(files.database)
  await makeFailed(files.database, (await post(uniqueName())).body.id)
  await beat(files.database, 'one')
  await call('/api/v1/stores')
  served = await (await request('/metrics')).text()
})
afterAll(() => files.remove())

test('every metric that is served is explained, and no other', () => {
  const told = [...text.matchAll(/^\| `(storeplane_\w+)` \| ([a-z, ]*?) *\|/gm)]
  const names = [...served.matchAll(/^# TYPE (\w+) /gm)].map(([, name]) => name)
  expect(told.map(([, name]) => name).sort()).toEqual(names.sort())
  for (const [, name = '', labels = ''] of told) {
    const wanted = labels.split(', ').filter(Boolean).sort()
    expect([name, labelsOf(name)]).toEqual([name, wanted])
  }
})

test('every rule names metrics, labels and statuses that exist', () => {
  const expressions = [...rules.matchAll(/expr: (.*)/g)].map(([, expression = '']) => expression)
  expect(expressions.length).toBeGreaterThan(5)
  for (const [, name = '', selector = ''] of expressions.join('\n').matchAll(/(storeplane_\w+)(?:\{([^}]*)\})?/g)) {
    const lines = served.split('\n').filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `))
    expect([name, lines.length > 0]).toEqual([name, true])
    for (const [, label = '', value = ''] of selector.matchAll(/(\w+)="([^"]*)"/g)) {
      if (label === 'status') expect(statuses).toContain(value)
      else expect(lines.join('\n')).toContain(`${label}="${value}"`)
    }
  }
})

test('every alert has a paragraph that says what to do, in the order of the rules', () => {
  const alerts = [...rules.matchAll(/- alert: (\w+)/g)].map(([, name]) => name)
  const paragraphs = [...cures.matchAll(/^### `(\w+)`\n\n(.+)/gm)]
  expect(alerts.length).toBeGreaterThan(5)
  expect(paragraphs.map(([, name]) => name)).toEqual(alerts)
  for (const [, name, text] of paragraphs) expect([name, (text?.length ?? 0) > 80]).toEqual([name, true])
})

function labelsOf(name: string): string[] {
  const lines = served.split('\n').filter((line) => new RegExp(`^${name}(_bucket)?(\\{| )`).test(line))
  const labels = lines.flatMap((line) => [...line.matchAll(/[{,](\w+)="/g)].map(([, label = '']) => label))
  return [...new Set(labels)].sort()
}
