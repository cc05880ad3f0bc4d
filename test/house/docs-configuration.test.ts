// The README's table of variables and .env.example, held against what the programs read.
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { adminConfig } from '../../shared/config/admin-config.ts'
import { functionsConfig } from '../../shared/config/functions-config.ts'
import { pollerConfig } from '../../shared/config/poller-config.ts'

const root = resolve(import.meta.dirname, '../..')

/** Who reads variables, and the source of the schema that says which. */
const readers = {
  functions: 'shared/config/functions-config.ts',
  poller: 'shared/config/poller-config.ts',
  admin: 'shared/config/admin-config.ts',
  storeplane: 'cli/stores/call-api.ts',
}
type Variable = { readers: string[]; hasDefault: boolean }

const real = readSchemas()
const told = readTable()
const defaults = Object.fromEntries([...told].map(([name, { value }]) => [name, value]).filter(([, value]) => value))

test("the README's table names exactly the variables that are read, and who reads them", () => {
  expect(real.size).toBeGreaterThan(20)
  expect(describe(told)).toEqual(describe(real))
})

test('a default stands in the table exactly where there is one', () => {
  const withDefault = [...real].filter(([, { hasDefault }]) => hasDefault).map(([name]) => name)
  expect(Object.keys(defaults).sort()).toEqual(withDefault.sort())
})

test('a program that is given every default of the table is configured as one that is given none', () => {
  const key = { STORE_SECRET_KEY: Buffer.alloc(32, 1).toString('base64') }
  for (const config of [functionsConfig, pollerConfig, adminConfig]) {
    expect(config({ ...defaults, ...key }, root)).toEqual(config(key, root))
  }
  expect(read(readers.storeplane)).toContain(`.default('${defaults['STOREPLANE_URL']}')`)
})

test('.env.example holds every variable of the table with its default, commented out, with a line that explains it', () => {
  const lines = read('.env.example').split('\n')
  const variables = lines.flatMap((line, index) => {
    const [, name, value = ''] = /^# ([A-Z][A-Z0-9_]+)=(.*)$/.exec(line) ?? []
    return name === undefined ? [] : [{ name, value, explained: /^# \S+ /.test(lines[index - 1] ?? '') }]
  })
  expect(variables.map(({ name, value }) => [name, value]).sort()).toEqual(
    [...told].map(([name, { value }]) => [name, value]).sort(),
  )
  expect(variables.filter(({ explained }) => !explained)).toEqual([])
  expect(lines.filter((line) => line !== '' && !line.startsWith('# '))).toEqual([])
})

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8')
}

/** A schema's keys are the names of its variables. */
function readSchemas(): Map<string, Variable> {
  const found = new Map<string, Variable>()
  for (const [reader, file] of Object.entries(readers)) {
    const parts = read(file).split(/\n\s+(?=[A-Z][A-Z0-9_]+: )/)
    for (const part of parts.slice(1)) {
      const [name = ''] = part.split(':')
      const known = found.get(name) ?? { readers: [], hasDefault: true }
      found.set(name, {
        readers: [...new Set([...known.readers, reader])],
        hasDefault: known.hasDefault && !/\.optional\(\)|requiredSecretKeys/.test(part),
      })
    }
  }
  return found
}

function readTable(): Map<string, { value: string; readers: string[] }> {
  const rows = read('README.md').matchAll(/^\| `([A-Z][A-Z0-9_]+)` \| (?:`([^`]*)` )?\| ([a-z, ]+) \|/gm)
  return new Map([...rows].map(([, name = '', value = '', who = '']) => [name, { value, readers: who.split(', ') }]))
}

function describe(variables: Map<string, { readers: string[] }>): string[] {
  return [...variables].map(([name, one]) => `${name}: ${one.readers.toSorted().join(', ')}`).sort()
}
