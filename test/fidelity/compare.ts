// Where two normalized answers differ: by request and JSON pointer, with both values.
import type { Answer } from './ask.ts'

export type Difference = { request: string; pointer: string; real: unknown; sandbox: unknown }
/** `*` in request and pointer stands for anything. */
export type Allowed = { request: string; pointer: string; reason: string }

export function differences(real: Record<string, Answer>, sandbox: Record<string, Answer>): Difference[] {
  const names = [...new Set([...Object.keys(real), ...Object.keys(sandbox)])]
  return names.flatMap((request) =>
    below('', real[request], sandbox[request]).map((difference) => ({ request, ...difference })),
  )
}

export function isAllowed(difference: Difference, { request, pointer }: Allowed): boolean {
  return fits(request, difference.request) && fits(pointer, difference.pointer)
}

function below(pointer: string, real: unknown, sandbox: unknown): Omit<Difference, 'request'>[] {
  if (isPlain(real) || isPlain(sandbox) || Array.isArray(real) !== Array.isArray(sandbox))
    return real === sandbox ? [] : [{ pointer, real, sandbox }]
  const [a, b] = [real as Record<string, unknown>, sandbox as Record<string, unknown>]
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])]
  return keys.flatMap((key) => below(`${pointer}/${key}`, a[key], b[key]))
}

function isPlain(value: unknown): boolean {
  return typeof value !== 'object' || value === null
}

function fits(pattern: string, text: string): boolean {
  const source = pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${source.join('.*')}$`, 's').test(text)
}
