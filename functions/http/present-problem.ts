// A refusal as the API shows it: a problem (RFC 9457).
import type { CodedError } from '../../shared/errors.ts'
import { withoutInvisible } from '../../shared/invisible-characters.ts'
import { problems } from './schemas/problems.ts'

/** Without those details that are told in headers. What a message quotes of the request neither hides nor reorders text. */
export function presentProblem({ code, message, errors, details }: CodedError, requestId: string) {
  const { status, title } = problems[code]
  const { allow: _, retry_after: __, accept_encoding: ___, ...members } = details
  const shown = errors.map((error) => ({ ...error, message: withoutInvisible(error.message) }))
  const faults = errors.length > 0 ? { errors: shown } : {}
  return {
    type: `urn:storeplane:problem:${code}`,
    title,
    status,
    detail: withoutInvisible(message),
    code,
    ...faults,
    ...members,
    request_id: requestId,
  }
}
