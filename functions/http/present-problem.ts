// A refusal as the API shows it: a problem (RFC 9457).
import type { CodedError } from '../../shared/errors.ts'
import { problems } from './schemas/problems.ts'

/** Without those details that are told in headers. */
export function presentProblem({ code, message, errors, details }: CodedError, requestId: string) {
  const { status, title } = problems[code]
  const { allow: _, retry_after: __, accept_encoding: ___, ...members } = details
  const faults = errors.length > 0 ? { errors } : {}
  return {
    type: `urn:storeplane:problem:${code}`,
    title,
    status,
    detail: message,
    code,
    ...faults,
    ...members,
    request_id: requestId,
  }
}
