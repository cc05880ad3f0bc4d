// The tables of docs/api.md: every call, and every problem.
import { endpoints } from '../../functions/endpoints/index.ts'
import type { Endpoint } from '../../functions/http/endpoint.ts'
import { problems } from '../../functions/http/schemas/problems.ts'
import { anchorOf, linkTo, type Operation, operationOf, scopeOf } from './api-document.ts'
import { markdownTable } from './table.ts'

/** Every call in a line: scope, what it does, and its answers but refusals. */
export function callsTable(): string {
  const rows = endpoints.flatMap((endpoint: Endpoint) =>
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

/** What is for browsers or Prometheus, or is the document itself. */
const undocumented: Record<string, string> = {
  openapi: 'Get the document of the API, for programs',
  docs: 'Read the document of the API as a page',
  'get-metrics': 'Get the metrics, for Prometheus. See [alerts.md](alerts.md)',
  'get-dashboard': 'Open the [dashboard](dashboard.md), its script, style and icon',
}

function placeOf({ mounts }: Endpoint): string {
  if (!mounts.includes('/')) return '; below `/api/v1` only'
  return mounts.includes('/api/v1') ? '' : '; not below `/api/v1`'
}

function successesOf({ responses }: Operation): string {
  return Object.entries(responses)
    .filter(([status]) => Number(status) < 400)
    .map(([status, { content }]) => [status, linkTo(content?.['application/json']?.schema)].filter(Boolean).join(' '))
    .join(', ')
}
