// CORS_ALLOW_ORIGINS: origins as browsers send them. A list, for `*` would let every page that holds a key read everything with it.
import type { Shape } from './shape.ts'

export const origins: Shape<string[]> = {
  form: 'origins, SCHEME://HOST[:PORT] as browsers send them, separated by commas',
  read: (text) => (faultsOf(text).length === 0 ? split(text) : undefined),
  faultsOf,
}

function faultsOf(text: string): string[] {
  return split(text).flatMap(faultOf)
}

function split(text: string): string[] {
  return text
    .split(',')
    .map((origin) => origin.trim())
    .filter(Boolean)
}

function faultOf(text: string): string[] {
  if (text.includes('*')) return [`must name each origin, not "${text}": "*" lets in pages that nobody has named`]
  const origin = originOf(text)
  if (origin === text) return []
  const cure = origin === undefined ? 'https://panel.example.com' : origin
  return [`must be origins, SCHEME://HOST[:PORT] as browsers send them, not "${text}"; write ${cure}`]
}

/** Undefined for what is no http or https URL. */
function originOf(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined
  return url && /^https?:$/.test(url.protocol) ? url.origin : undefined
}
