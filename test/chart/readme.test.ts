// The README's table of values is the one that schema and defaults give. UPDATE=1 writes it anew.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { chartFolder } from './chart.ts'

interface Schema {
  description: string
  properties?: Record<string, Schema>
}

const file = (name: string) => join(chartFolder, name)
const start = '<!-- values: written by `UPDATE=1 npx vitest run test/chart/readme.test.ts` -->\n'
const end = '<!-- end of values -->'

test('the table of values in the README is current', () => {
  const readme = readFileSync(file('README.md'), 'utf8')
  const [before, rest] = readme.split(start)
  const after = rest?.split(end)[1]
  const wanted = `${before}${start}${table()}${end}${after}`
  if (process.env['UPDATE']) writeFileSync(file('README.md'), wanted)
  expect(readFileSync(file('README.md'), 'utf8')).toBe(wanted)
})

test('every default has a place in the schema, and every field of the schema a default', () => {
  const schema = JSON.parse(readFileSync(file('values.schema.json'), 'utf8')) as Schema
  const { global: _, ...fields } = schema.properties ?? {}
  expect(rows('', { ...schema, properties: fields }, defaults()).filter(([, value]) => value === undefined)).toEqual([])
})

const defaults = (): unknown => parse(readFileSync(file('values.yaml'), 'utf8'))

function table(): string {
  const schema = JSON.parse(readFileSync(file('values.schema.json'), 'utf8')) as Schema
  const { global: _, ...fields } = schema.properties ?? {}
  const lines = rows('', { ...schema, properties: fields }, defaults()).map(
    ([path, value, description]) => `| \`${path}\` | ${shown(value)} | ${description} |`,
  )
  return ['| value | default | |', '|---|---|---|', ...lines, ''].join('\n')
}

function rows(path: string, { description, properties }: Schema, value: unknown): [string, unknown, string][] {
  if (!properties) return [[path, value, description]]
  return Object.entries(properties).flatMap(([name, below]) =>
    rows(path === '' ? name : `${path}.${name}`, below, (value as Record<string, unknown> | undefined)?.[name]),
  )
}

function shown(value: unknown): string {
  if (value === '') return ''
  if (isResources(value))
    return `${Object.values(value.requests).join(', ')}; at most ${Object.values(value.limits).join(', ')}`
  return `\`${typeof value === 'object' ? JSON.stringify(value) : String(value)}\``
}

function isResources(value: unknown): value is { requests: object; limits: object } {
  return typeof value === 'object' && value !== null && 'requests' in value && 'limits' in value
}
