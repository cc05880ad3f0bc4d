// The API's document as the generated pages read it: the golden copy, which a test compares with what is served.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Endpoint } from '../../functions/http/endpoint.ts'

export type Schema = {
  $ref?: string
  type?: string | string[]
  description?: string
  enum?: string[]
  const?: string
  items?: Schema
  properties?: Record<string, Schema>
  additionalProperties?: Schema | boolean
  anyOf?: Schema[]
  allOf?: Schema[]
  oneOf?: Schema[]
  required?: string[]
  format?: string
  pattern?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  default?: unknown
}
type Parameter = { name: string; in: string; required?: boolean; description?: string; schema: Schema }
type Content = Record<string, { schema?: Schema; examples?: Record<string, object> }>
export type Answer = { description: string; content?: Content; headers?: Record<string, object> }
export type Operation = {
  operationId: string
  summary: string
  parameters?: Parameter[]
  requestBody?: { content: Content }
  responses: Record<string, Answer>
}
type Document = { paths: Record<string, Record<string, Operation>>; components: { schemas: Record<string, Schema> } }

const golden = fileURLToPath(new URL('../../test/functions/golden/openapi.json', import.meta.url))
export const document = JSON.parse(readFileSync(golden, 'utf8')) as Document

/** Undefined for what is no part of the document: pages for browsers, metrics, the document itself. */
export function operationOf({ method, path }: Endpoint): Operation | undefined {
  return document.paths[path.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()]
}

export function scopeOf({ access }: Endpoint): string {
  return access === 'open' || access === 'keyless' ? '' : access
}

export function headingOf({ method, path }: Endpoint): string {
  return `${method} ${path}`
}

/** As GitHub makes it of the heading. */
export function anchorOf(endpoint: Endpoint): string {
  return headingOf(endpoint)
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-')
}

/** From docs/api.md and from the reference itself. */
export function linkTo(schema: Schema | undefined): string {
  const name = schema?.$ref?.split('/').at(-1)
  return name === undefined ? '' : `[${name}](api-reference.md#${name.toLowerCase()})`
}
