// A Secret's data must be base64 of texts, and amounts must be quantities; the server fails at reading anything else.
import { isFields } from '../objects/object.ts'
import type { Resource } from '../objects/resources.ts'
import { badRequest } from '../status.ts'

export function checkEncoding(resource: Resource, object: Record<string, unknown>): void {
  const { key, kind, version } = resource
  if (hasOddQuantity(object))
    throw badRequest(`${kind} in version "${version}" cannot be handled as a ${kind}: ${oddQuantity}`)
  if (key !== 'secrets' || !isFields(object['data'])) return
  for (const value of Object.values(object['data'])) {
    const problem =
      typeof value === 'string' ? faultyBase64(value) : 'json: cannot unmarshal value into Go type []uint8'
    if (problem) throw badRequest(`${kind} in version "${version}" cannot be handled as a ${kind}: ${problem}`)
  }
}

const oddQuantity = "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"

/** Amounts stand below `requests`, `limits` and `hard`, wherever those are. */
function hasOddQuantity(value: unknown, isAmount = false): boolean {
  if (Array.isArray(value)) return value.some((item) => hasOddQuantity(item))
  if (!isFields(value)) return isAmount && !/^[+-]?[0-9.]+[eEinumkKMGTP]*[-+]?[0-9]*$/.test(String(value))
  return Object.entries(value).some(([key, inner]) => {
    const amounts = ['requests', 'limits', 'hard'].includes(key) && isFields(inner)
    return amounts ? Object.values(inner).some((amount) => hasOddQuantity(amount, true)) : hasOddQuantity(inner)
  })
}

function faultyBase64(text: string): string | undefined {
  const clean = text.replace(/[\r\n]/g, '')
  const stop = /[^A-Za-z0-9+/]/.exec(clean.replace(/={0,2}$/, ''))
  if (stop) return `illegal base64 data at input byte ${stop.index}`
  return clean.length % 4 === 0 ? undefined : `illegal base64 data at input byte ${clean.length - (clean.length % 4)}`
}
