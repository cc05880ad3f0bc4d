// Turns what a schema found wrong into one `invalid_request` that names every field, its rule and what would be right.
import type { ZodError } from 'zod'
import { CodedError, type FieldError } from '../../../shared/errors.ts'

type Issue = ZodError['issues'][number]
type Checked = { target: string; data?: unknown; success: boolean; error?: ZodError }

/** The hook behind every validated part of a request; `data` is the raw input where the check failed. */
export function refuseInvalid({ target, data, error }: Checked): void {
  if (error === undefined) return
  const errors = error.issues.flatMap((issue) => toFieldErrors(issue, target, data))
  throw new CodedError('invalid_request', errors.map(({ message }) => message).join(' '), { errors })
}

function toFieldErrors(issue: Issue, target: string, data: unknown): FieldError[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownField(key, issue, target))
  const pointer = pointTo(issue.path, target)
  if (issue.path.length > 0 && valueAt(data, issue.path) === undefined)
    return [{ pointer, rule: 'required', message: `"${issue.path.join('.')}" is required.` }]
  if (issue.code === 'invalid_type') return [{ pointer, rule: 'type', message: typeMessage(issue, target) }]
  return [{ pointer, rule: ruleOf(issue), message: issue.message }]
}

function unknownField(key: string, { path }: Issue, target: string): FieldError {
  const what = target === 'json' ? 'field' : 'parameter'
  return { pointer: pointTo([...path, key], target), rule: 'unknown', message: `There is no ${what} "${key}" here.` }
}

function typeMessage({ path, expected }: Issue & { code: 'invalid_type' }, target: string): string {
  if (path.length === 0) return 'The body must be a JSON object.'
  const name = path.join('.')
  return target === 'json' ? `"${name}" must be a ${expected}.` : `Give the parameter "${name}" once.`
}

/** A rule of our own brings its name along. */
function ruleOf(issue: Issue): string {
  if (issue.code === 'custom') return String(issue.params?.['rule'] ?? 'invalid')
  if (issue.code === 'invalid_value') return 'one_of'
  if (issue.code === 'too_big') return 'max_length'
  if (issue.code === 'too_small') return 'min_length'
  return issue.code
}

function pointTo(path: PropertyKey[], target: string): string {
  if (target === 'header') return path.map(String).join('.')
  if (target !== 'json') return `?${path.map(String).join('.')}`
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

function valueAt(data: unknown, path: PropertyKey[]): unknown {
  return path.reduce<unknown>((at, part) => (at as Record<PropertyKey, unknown> | undefined)?.[part], data)
}
