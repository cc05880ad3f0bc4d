// docs/api-reference.md and the tables of docs/api.md, made from the registry of endpoints, the problems, and the golden
// copy of the API's document, which a test compares with what is served.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { endpoints } from '../../functions/endpoints/index.ts'
import type { Endpoint } from '../../functions/http/endpoint.ts'
import { problems } from '../../functions/http/schemas/problems.ts'
import { markdownTable } from './table.ts'

type Schema = {
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
type Answer = { description: string; content?: Content; headers?: Record<string, object> }
type Operation = {
  operationId: string
  summary: string
  parameters?: Parameter[]
  requestBody?: { content: Content }
  responses: Record<string, Answer>
}
type Document = { paths: Record<string, Record<string, Operation>>; components: { schemas: Record<string, Schema> } }

const golden = fileURLToPath(new URL('../../test/functions/golden/openapi.json', import.meta.url))
const document = JSON.parse(readFileSync(golden, 'utf8')) as Document
const all: readonly Endpoint[] = endpoints

/** Every call in a line: scope, what it does, and its answers but refusals. */
export function callsTable(): string {
  const rows = all.flatMap((endpoint) =>
    [endpoint.path, ...(endpoint.morePaths ?? [])].map((path) => {
      const operation = operationOf(endpoint)
      const where = placeOf(endpoint)
      const summary = operation === undefined ? undocumented[endpoint.name] : operation.summary
      if (summary === undefined) throw new Error(`${endpoint.name} is neither in the document nor described here`)
      const call =
        operation === undefined
          ? `\`${endpoint.method} ${path}\``
          : `[\`${endpoint.method} ${path}\`](api-reference.md#${anchorOf(endpoint)})`
      return [call, scopeOf(endpoint), `${summary}${where}`, operation === undefined ? '200' : successesOf(operation)]
    }),
  )
  return markdownTable(['call', 'scope', 'what it does', 'answers'], rows)
}

export function problemsTable(): string {
  return markdownTable(
    ['code', 'status', 'when'],
    Object.entries(problems).map(([code, { status, when }]) => [`\`${code}\``, String(status), when]),
  )
}

export function apiReference(): string {
  const documented = all.filter((endpoint) => operationOf(endpoint) !== undefined)
  const calls = documented.map((endpoint) => callSection(endpoint, operationOf(endpoint) as Operation))
  const schemas = Object.entries(document.components.schemas).map(
    ([name, schema]) => `### ${name}\n\n${fieldsTable(schema)}`,
  )
  return `${head}\n## Calls\n\n${calls.join('\n')}\n## Bodies\n\nA field without "optional" is always there.\n\n${schemas.join('\n')}`
}

/** Not said again at each call. */
const anyCall: string[] = [
  'invalid_request',
  'unauthorized',
  'missing_scope',
  'forbidden_host',
  'rate_limited',
  'internal',
  'database_unavailable',
]

const head = `# The API, call by call

<!-- Written by \`npm run generate\` from what validates requests and answers. -->

[api.md](api.md) has what holds for all calls: keys, pages, waiting, idempotency, streams, problems. A running server has this document too: for programs at
\`/api/v1/openapi.json\`, for people at \`/api/v1/docs\`. Paths are below \`/api/v1\`.

Any call that needs a key may be refused with ${anyCall.map((code) => `\`${code}\``).join(', ')}; the health calls
need none and are refused with \`forbidden_host\` and \`internal\` alone. The last lines of the calls name what else a call may be refused with.
`

/** What is for browsers or Prometheus, or is the document itself. */
const undocumented: Record<string, string> = {
  openapi: 'Get the document of the API, for programs',
  docs: 'Read the document of the API as a page',
  'get-metrics': 'Get the metrics, for Prometheus. See [alerts.md](alerts.md)',
  'get-dashboard': 'Open the [dashboard](dashboard.md), its script, style and icon',
}

function operationOf({ method, path }: Endpoint): Operation | undefined {
  return document.paths[path.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()]
}

function scopeOf({ access }: Endpoint): string {
  return access === 'open' || access === 'keyless' ? '' : access
}

function placeOf({ mounts }: Endpoint): string {
  if (!mounts.includes('/')) return '; below `/api/v1` only'
  return mounts.includes('/api/v1') ? '' : '; not below `/api/v1`'
}

/** As GitHub makes it of the heading. */
function anchorOf(endpoint: Endpoint): string {
  return headingOf(endpoint)
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-')
}

function headingOf({ method, path }: Endpoint): string {
  return `${method} ${path}`
}

function successesOf({ responses }: Operation): string {
  return Object.entries(responses)
    .filter(([status]) => Number(status) < 400)
    .map(([status, { content }]) => [status, linkTo(content?.['application/json']?.schema)].filter(Boolean).join(' '))
    .join(', ')
}

/** From docs/api.md and from the reference itself. */
function linkTo(schema: Schema | undefined): string {
  const name = schema?.$ref?.split('/').at(-1)
  return name === undefined ? '' : `[${name}](api-reference.md#${name.toLowerCase()})`
}

function callSection(endpoint: Endpoint, operation: Operation): string {
  const scope = scopeOf(endpoint)
  const needs = scope === '' ? 'Needs no key.' : `Needs the scope ${scope}.`
  const parameters = (operation.parameters ?? []).map(({ name, in: where, required, description = '', schema }) => [
    `\`${name}\``,
    where === 'path' || required !== true ? where : `${where}, required`,
    typeOf(schema),
    description,
  ])
  const refusals = refusalsOf(operation)
  const body = operation.requestBody?.content['application/json']?.schema
  return [
    `### ${headingOf(endpoint)}\n\n${operation.summary}. ${needs}\n`,
    ...(parameters.length > 0 ? [markdownTable(['parameter', 'in', 'form', 'meaning'], parameters)] : []),
    ...(body === undefined ? [] : [`The body is a ${linkTo(body)}, as JSON.\n`]),
    markdownTable(['status', 'when', 'body', 'headers'], answersOf(operation).map(answerRow)),
    ...(refusals.length > 0 ? [`Refused with ${refusals.map((code) => `\`${code}\``).join(', ')}.\n`] : []),
  ].join('\n')
}

/** All that are no refusals; health says itself that it is not well. */
function answersOf({ responses }: Operation): [string, Answer][] {
  return Object.entries(responses).filter(([, { content = {} }]) => content['application/problem+json'] === undefined)
}

function answerRow([status, { description, content, headers = {} }]: [string, Answer]): string[] {
  const schema = content?.['application/json']?.schema
  const fields = Object.entries(schema?.properties ?? {}).map(([name, field]) => `\`${name}\` (${typeOf(field)})`)
  const names = Object.keys(headers).map((name) => `\`${name}\``)
  return [status, description, fields.length > 0 ? fields.join(', ') : linkTo(schema), names.join(', ')]
}

/** What this call may be refused with besides what any may. */
function refusalsOf({ responses }: Operation): string[] {
  const codes = Object.values(responses).flatMap(({ content = {} }) =>
    Object.keys(content['application/problem+json']?.examples ?? {}),
  )
  return codes.filter((code) => !anyCall.includes(code))
}

function fieldsTable(schema: Schema): string {
  const { allOf = [] } = schema
  const extended = allOf.filter(({ $ref }) => $ref !== undefined).map((other) => `All of ${linkTo(other)}, and:\n\n`)
  if (allOf.length > 0)
    return (
      extended.join('') +
      allOf
        .filter(({ properties }) => properties)
        .map(fieldsTable)
        .join('')
    )
  return markdownTable(['field', 'form', 'meaning'], fieldsOf(schema, ''))
}

function fieldsOf({ properties = {}, required = [] }: Schema, prefix: string): string[][] {
  return Object.entries(properties).flatMap(([name, schema]) => {
    const optional = required.includes(name) ? '' : ', optional'
    const own = [`\`${prefix}${name}\``, `${typeOf(schema)}${optional}`, schema.description ?? '']
    return [own, ...fieldsOf(...innerOf(schema, `${prefix}${name}`))]
  })
}

/** The object in a field, a list or a map, and how its fields are called. */
function innerOf(schema: Schema, path: string): [Schema, string] {
  if (schema.items !== undefined) return innerOf(schema.items, `${path}[]`)
  if (typeof schema.additionalProperties === 'object') return innerOf(schema.additionalProperties, `${path}.*`)
  return [schema, `${path}.`]
}

function typeOf(schema: Schema): string {
  const { $ref, enum: values, anyOf, oneOf, items, format, additionalProperties } = schema
  if ($ref !== undefined) return linkTo(schema)
  if (schema.const !== undefined) return `\`${schema.const}\``
  const either = anyOf ?? oneOf
  if (either !== undefined) return either.map(typeOf).join(' or ')
  const types = [schema.type ?? 'anything'].flat()
  const orNull = types.includes('null') || values?.includes(null as never) ? ' or null' : ''
  if (values !== undefined)
    return `${values
      .filter((value) => value !== null)
      .map((value) => `\`${value}\``)
      .join(', ')}${orNull}`
  if (items !== undefined) return `list of ${typeOf(items)}${orNull}`
  if (typeof additionalProperties === 'object' && Object.keys(additionalProperties).length > 0)
    return `map of ${typeOf(additionalProperties)}${orNull}`
  const named = types.filter((type) => type !== 'null').join(' or ')
  return `${format === 'date-time' ? 'time' : named}${limitsOf(schema)}${orNull}`
}

function limitsOf({ minimum, maximum, minLength, maxLength, pattern, default: unset }: Schema): string {
  const range = (low: number | undefined, high: number | undefined) =>
    low === undefined ? `at most ${high}` : high === undefined || high > 1e15 ? `at least ${low}` : `${low} to ${high}`
  const parts = [
    ...(minimum !== undefined || (maximum ?? Number.MAX_SAFE_INTEGER) < 1e15
      ? [range(minimum === undefined || minimum < -1e15 ? undefined : minimum, maximum)]
      : []),
    ...(minLength === undefined && maxLength === undefined ? [] : [`${range(minLength, maxLength)} characters`]),
    // Markdown would take it for a link.
    ...(pattern === undefined || pattern.includes('](') ? [] : [`\`${pattern}\``]),
    ...(unset === undefined ? [] : [`${String(unset)} unless given`]),
  ]
  return parts.length === 0 ? '' : `, ${parts.join(', ')}`
}
