// The table of variables, held against the programs that read them, their --help, the page and .env.example.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { expect, test } from 'vitest'
import { writeFiles } from '../../sandbox/write-files.ts'
import { adminConfig } from '../../shared/config/admin-config.ts'
import { describeVariables } from '../../shared/config/describe-variables.ts'
import { functionsConfig } from '../../shared/config/functions-config.ts'
import { pollerConfig } from '../../shared/config/poller-config.ts'
import { cureOf, namesReadBy, readConfiguration } from '../../shared/config/read-variables.ts'
import type { Reader, Variable } from '../../shared/config/variable.ts'
import { groups, variables } from '../../shared/config/variables/index.ts'
import { root } from '../support/process.ts'

const table = Object.entries<Variable>(variables)
const names = table.map(([name]) => name)
const defaults = Object.fromEntries(
  table.flatMap(([name, one]) => (one.default === undefined ? [] : [[name, one.default]])),
)
const readers: Reader[] = ['functions', 'poller', 'admin', 'admin secret-keys', 'storeplane']
const key = { STORE_SECRET_KEY: Buffer.alloc(32, 'test').toString('base64') }
const read = (file: string) => readFileSync(join(root, file), 'utf8')

test('every variable stands in exactly one group, and somebody reads it', () => {
  expect(groups.flatMap((group) => Object.keys(group.variables))).toEqual(names)
  expect(new Set(names).size).toBe(names.length)
  expect(new Set(readers.flatMap(namesReadBy))).toEqual(new Set(names))
})

test('each default and each example has the form that its variable asks for', () => {
  const shown = table.flatMap(([name, { shape, example, ...one }]) => [
    // One that ends in "…" is cut short, so that nobody uses it.
    ...(/…/.test(example) ? [] : [{ name, value: example, read: shape.read(example, root) }]),
    ...(one.default === undefined ? [] : [{ name, value: one.default, read: shape.read(one.default, root) }]),
  ])
  expect(shown.length).toBeGreaterThan(names.length)
  expect(shown.filter((one) => one.read === undefined)).toEqual([])
})

test('a fault names the variable, what it must be and an example, and repeats no secret', () => {
  for (const [name, one] of table.filter(([, { shape }]) => shape.read('\u0007 *', root) === undefined)) {
    const reader = one.readBy[0] as Reader
    const fault = faultOf(() =>
      readConfiguration(reader, { environment: { ...key, [name]: '\u0007 *' }, directory: root }),
    )
    expect(fault).toContain(`  ${name}: must `)
    if (one.shape.faultsOf === undefined) expect(fault).toContain(cureOf(one))
    expect(fault.includes('\u0007 *'), name).toBe(one.shape.isSecret === undefined)
  }
})

test('a program that is given every default is configured as one that is given none', () => {
  for (const config of [functionsConfig, pollerConfig, adminConfig]) {
    expect(config({ ...defaults, ...key }, root)).toEqual(config(key, root))
  }
})

test('a program ignores faults in variables of others', () => {
  for (const reader of readers) {
    const foreign = names.filter((name) => !namesReadBy(reader).includes(name as never))
    const environment = {
      ...key,
      ...Object.fromEntries(foreign.filter((name) => !(name in key)).map((name) => [name, '\u0007'])),
    }
    expect(() => readConfiguration(reader, { environment, directory: root })).not.toThrow()
  }
})

test('what --help says of a program names the variables that it reads, and no other', () => {
  for (const reader of readers) {
    const told = [...describeVariables(reader).matchAll(/^ {2}([A-Z][A-Z0-9_]+)/gm)].map(([, name]) => name)
    expect(told).toEqual(namesReadBy(reader))
  }
})

test('.env.example sets nothing as it is, and uncommented it sets every variable to its default', () => {
  const text = read('.env.example')
  expect(parseEnv(text)).toEqual({})
  const uncommented = text.replace(/^# (?=[A-Z][A-Z0-9_]+=)/gm, '')
  expect(parseEnv(uncommented)).toEqual(Object.fromEntries(names.map((name) => [name, defaults[name] ?? ''])))
})

test('the variables that the sandbox writes are those of the poller', () => {
  const files = writeFiles({ apiUrl: 'http://127.0.0.1:1', ingressPort: 1, envFile: undefined })
  files.remove()
  expect(Object.keys(files.env).filter((name) => !namesReadBy('poller').includes(name as never))).toEqual([])
})

function faultOf(action: () => unknown): string {
  try {
    action()
  } catch (error) {
    return (error as Error).message
  }
  return ''
}
