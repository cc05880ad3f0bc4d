// docs/api-reference.md: each call with parameters, answers and refusals, then each body with its fields.
import { endpoints } from '../../functions/endpoints/index.ts'
import type { Endpoint } from '../../functions/http/endpoint.ts'
import { type Answer, document, headingOf, linkTo, type Operation, operationOf, scopeOf } from './api-document.ts'
import { fieldsTable, typeOf } from './schema-fields.ts'
import { markdownTable } from './table.ts'

const all: readonly Endpoint[] = endpoints

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
