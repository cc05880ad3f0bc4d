// What a store's row remembers, as JSON, of the fault seen last.
import { type FaultCode, faultCodes } from './fault.ts'

export type PendingFault = {
  key: string
  code: FaultCode
  reason: string
  details: string
  sinceMs: number
  /** Since when there has been a fault that fails at once, whichever it was; null while there is none. */
  fatalSinceMs: number | null
}

/** Null for whatever another version may have written: the fault is then as new. */
export function parsePendingFault(json: string | null): PendingFault | null {
  const { key, code, reason, details, sinceMs, fatalSinceMs } = fieldsOf(json)
  const isKnown =
    isText(key) &&
    isFaultCode(code) &&
    isText(reason) &&
    isText(details) &&
    isTime(sinceMs) &&
    (fatalSinceMs === null || isTime(fatalSinceMs))
  return isKnown ? { key, code, reason, details, sinceMs, fatalSinceMs } : null
}

function fieldsOf(json: string | null): Record<string, unknown> {
  try {
    return Object(JSON.parse(json ?? 'null'))
  } catch {
    return {}
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function isFaultCode(value: unknown): value is FaultCode {
  return faultCodes.some((code) => code === value)
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value)
}
