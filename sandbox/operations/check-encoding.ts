// A Secret's data must be base64 of texts; the server fails at reading anything else.
import { isFields } from '../objects/object.ts'
import type { Resource } from '../objects/resources.ts'
import { badRequest } from '../status.ts'

export function checkEncoding({ key, kind, version }: Resource, object: Record<string, unknown>): void {
  if (key !== 'secrets' || !isFields(object['data'])) return
  for (const value of Object.values(object['data'])) {
    const problem =
      typeof value === 'string' ? faultyBase64(value) : 'json: cannot unmarshal value into Go type []uint8'
    if (problem) throw badRequest(`${kind} in version "${version}" cannot be handled as a ${kind}: ${problem}`)
  }
}

function faultyBase64(text: string): string | undefined {
  const clean = text.replace(/[\r\n]/g, '')
  const stop = /[^A-Za-z0-9+/]/.exec(clean.replace(/={0,2}$/, ''))
  if (stop) return `illegal base64 data at input byte ${stop.index}`
  return clean.length % 4 === 0 ? undefined : `illegal base64 data at input byte ${clean.length - (clean.length % 4)}`
}
