// Takes out of an answer what differs from run to run: ids, versions, times, addresses; and who manages which field.
import type { Request } from './request.ts'

const masked: Record<string, string> = {
  uid: '<uid>',
  resourceVersion: '<version>',
  continue: '<token>',
  clusterIP: '<address>',
  hostIP: '<address>',
  podIP: '<address>',
  nodeName: '<node>',
  host: '<host>',
  containerID: '<id>',
  imageID: '<id>',
  remainingItemCount: '<count>',
  storageVersionHash: '<hash>',
  serverAddress: '<address>',
  count: '<count>',
  storageClassName: '<class>',
}
const dropped = ['managedFields']
const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/

export function normalize(body: unknown, { only, path }: Pick<Request, 'only' | 'path'>): unknown {
  const chosen = only ? choose(body, only) : body
  return mask(path === '/version' ? keysOnly(chosen) : chosen)
}

/** What a cluster is called and made of is nobody's business here: that it says so is. */
function keysOnly(body: unknown): unknown {
  return Object.fromEntries(Object.keys(body as object).map((key) => [key, '<text>']))
}

function choose(body: unknown, only: string[]): unknown {
  const fields = body as Record<string, unknown>
  const [list] = ['items', 'resources', 'groups'].filter((name) => Array.isArray(fields[name]))
  if (list === undefined) return body
  const nameOf = (item: { name?: string; metadata?: { name?: string } }) => item.name ?? item.metadata?.name ?? ''
  const items = (fields[list] as { name?: string }[]).filter((item) => only.includes(nameOf(item)))
  return { ...fields, [list]: items.toSorted((a, b) => nameOf(a).localeCompare(nameOf(b))) }
}

function mask(value: unknown): unknown {
  if (Array.isArray(value)) return byType(value.map(mask))
  if (typeof value === 'string') return maskText(value)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([key]) => !dropped.includes(key))
  return Object.fromEntries(
    entries.map(([key, inner]) => [key, maskField(key, inner)]).sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  )
}

/** The order of conditions says nothing. */
function byType(items: unknown[]): unknown[] {
  const typeOf = (item: unknown) => (item as { type?: unknown } | null)?.type
  const isTyped = items.length > 0 && items.every((item) => typeof typeOf(item) === 'string')
  const isStream = items.some((item) => typeof item === 'object' && item !== null && 'object' in item)
  return isTyped && !isStream ? items.toSorted((a, b) => String(typeOf(a)).localeCompare(String(typeOf(b)))) : items
}

function maskField(key: string, value: unknown): unknown {
  const isPlain = typeof value === 'string' || typeof value === 'number'
  if (key in masked && isPlain && value !== '') return masked[key]
  if (/IPs$/.test(key)) return '<addresses>'
  return mask(value)
}

function maskText(text: string): string {
  if (time.test(text)) return '<time>'
  if (/^\d+[smh]$/.test(text)) return '<age>'
  return text
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '<uid>')
    .replace(/\b(box|none|suspended)\.[0-9a-f]{16}\b/g, '$1.<id>')
    .replace(/\bnone-[0-9a-z]{8,10}\b/g, 'none-<hash>')
}
