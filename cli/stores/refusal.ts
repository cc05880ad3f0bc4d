// What a refusal of the API becomes: its sentence and code, and the command to run next.
import { ExitError } from '../../shared/errors.ts'
import { type Known, nextCommand } from './next-command.ts'

export type Hint = (code: string, known: Known) => string | undefined
type Problem = {
  detail?: unknown
  code?: unknown
  store_id?: unknown
  operation_id?: unknown
  request_id?: unknown
  scope?: unknown
}

/** Ends with 2 where what was typed is at fault. */
export function refusal(
  { status, url }: Pick<Response, 'status' | 'url'>,
  answer: unknown,
  hint: Hint = nextCommand,
): ExitError {
  const problem = (answer ?? {}) as Problem
  const code = textOf(problem.code) ?? `HTTP ${status}`
  const holder = textOf(problem.store_id)
  const held = holder === undefined ? '' : ` (store ${holder})`
  const request = textOf(problem.request_id)
  const trace = status >= 500 && request !== undefined ? ` (request ${request})` : ''
  const next = hint(code, {
    holder,
    store: storeIn(url),
    operation: textOf(problem.operation_id),
    scope: textOf(problem.scope),
  })
  return new ExitError(
    code === 'invalid_request' ? 2 : 1,
    `${problem.detail ?? 'refused'}${held}${trace} [${code}]${next === undefined ? '' : `\n${next}`}`,
  )
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

/** Taken from the URL as it is, for ids need no encoding there. */
function storeIn(url: string): string | undefined {
  return /\/stores\/([^/?]+)/.exec(url)?.[1]
}
