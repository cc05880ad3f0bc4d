// The table of values in a chart's README, from its schema and its defaults.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { markdownTable } from './table.ts'

interface Schema {
  description?: string
  properties?: Record<string, Schema>
}

export function valuesTable(folder: string): string {
  const rows = rowsOf(folder).map(([path, value, description]) => [`\`${path}\``, shown(value), description])
  return markdownTable(['value', 'default', 'meaning'], rows)
}

/** Paths of the schema for which values.yaml has no default; one that only values.yaml has, Helm itself refuses. */
export function withoutDefault(folder: string): string[] {
  return rowsOf(folder)
    .filter(([, value]) => value === undefined)
    .map(([path]) => path)
}

function rowsOf(folder: string): [string, unknown, string][] {
  const read = (name: string) => readFileSync(join(folder, name), 'utf8')
  const schema = JSON.parse(read('values.schema.json')) as Schema
  const { global: _, ...fields } = schema.properties ?? {}
  return rows('', { properties: fields }, parse(read('values.yaml')))
}

function rows(path: string, { description, properties }: Schema, value: unknown): [string, unknown, string][] {
  if (!properties) {
    if (!description) throw new Error(`values.schema.json says nothing about ${path}: give it a description`)
    return [[path, value, description]]
  }
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
