// The HTTP boundary: turns whatever was thrown into a problem (RFC 9457); what is inside goes to the log alone.
import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { DatabaseError } from '../../../shared/database/database.ts'
import { CodedError, describeError, type ErrorCode } from '../../../shared/errors.ts'
import type { ApiEnv, Deps } from '../deps.ts'
import { presentProblem } from '../present-problem.ts'
import { problems } from '../schemas/problems.ts'

/** As nginx counts it: nobody reads this answer, and it is no fault of ours. */
const clientHasLeft = 499

/** These say how the process is set up, or how much it is asked for. */
const notOurFault: ErrorCode[] = ['credentials_not_served', 'too_many_streams']

export function answerError({ log }: Pick<Deps, 'log'>) {
  return (error: unknown, c: Context<ApiEnv>): Response => {
    if (hasLeft(error, c)) return new Response(null, { status: clientHasLeft })
    const coded = toCodedError(error)
    const { status } = problems[coded.code]
    c.set('refusal', refusalOf(coded))
    if (status >= 500 && !notOurFault.includes(coded.code))
      log.error(
        { request_id: c.var.requestId, code: coded.code, error: describeError(error), stack: stackOf(error) },
        'request.failed',
      )
    for (const [name, value] of Object.entries(headersOf(coded))) c.header(name, value)
    c.header('Content-Type', 'application/problem+json')
    return c.body(JSON.stringify(presentProblem(coded, c.var.requestId)), status)
  }
}

/** A request may break as many rules as its body has fields. */
const maxRules = 5

function refusalOf({ code, errors }: CodedError) {
  return errors.length === 0 ? { code } : { code, rules: errors.slice(0, maxRules).map(({ rule }) => rule) }
}

/** A body that ends before its length was reached. */
function hasLeft(error: unknown, { req }: Context<ApiEnv>): boolean {
  const { code, name } = error as { code?: string; name?: string }
  return req.raw.signal.aborted && (code === 'ECONNRESET' || name === 'AbortError')
}

function toCodedError(error: unknown): CodedError {
  if (error instanceof CodedError) return error
  if (error instanceof DatabaseError && error.kind === 'unavailable')
    return new CodedError('database_unavailable', 'The database does not answer; try again in a moment.')
  if (error instanceof HTTPException && error.status === 415) return unsupportedMediaType()
  if (error instanceof HTTPException && error.status === 400) return malformedJson()
  return new CodedError('internal', 'An error occurred; the log has it under this request_id.')
}

function unsupportedMediaType(): CodedError {
  return new CodedError('unsupported_media_type', 'Send the body with one Content-Type: application/json.')
}

function malformedJson(): CodedError {
  const message = 'The body is not well-formed JSON.'
  return new CodedError('invalid_request', message, { errors: [{ pointer: '', rule: 'json', message }] })
}

function headersOf({ code, details }: CodedError): Record<string, string> {
  switch (code) {
    case 'unauthorized':
      return { 'WWW-Authenticate': 'Bearer realm="storeplane"' }
    case 'method_not_allowed':
      return { Allow: details['allow'] ?? '' }
    case 'unsupported_media_type':
      return details['accept_encoding'] === undefined ? {} : { 'Accept-Encoding': details['accept_encoding'] }
    case 'rate_limited':
      return { 'Retry-After': details['retry_after'] ?? '1' }
    case 'too_many_streams':
      return { 'Retry-After': '5' }
    case 'database_unavailable':
      return { 'Retry-After': '1' }
    default:
      return {}
  }
}

function stackOf(error: unknown): string | undefined {
  return error instanceof Error ? error.stack : undefined
}
