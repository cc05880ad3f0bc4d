// Coded errors: `code` for programs, `message` for whoever asked, `cause` and `inside` for the log alone.

/** Every way in which a request or a program can be refused; CONTRACT: these strings are public. */
export const errorCodes = [
  'invalid_request',
  'unauthorized',
  'missing_scope',
  'quota_exceeded',
  'forbidden_host',
  'not_found',
  'method_not_allowed',
  'request_timeout',
  'name_taken',
  'engine_unavailable',
  'release_unknown',
  'busy',
  'not_cancellable',
  'not_failed',
  'not_ready',
  'body_too_large',
  'unsupported_media_type',
  'expectation_failed',
  'idempotency_key_reused',
  'rate_limited',
  'headers_too_large',
  'credentials_not_served',
  'too_many_streams',
  'database_unavailable',
  'internal',
] as const
export type ErrorCode = (typeof errorCodes)[number]

/** One fault of a request: where (a JSON pointer or `?name`), which rule, and what would be right. */
export type FieldError = { pointer: string; rule: string; message: string }

export class CodedError extends Error {
  override readonly name = 'CodedError'
  readonly code: ErrorCode
  readonly errors: FieldError[]
  readonly details: Record<string, string>

  constructor(
    code: ErrorCode,
    message: string,
    {
      cause,
      errors = [],
      details = {},
    }: { cause?: unknown; errors?: FieldError[]; details?: Record<string, string> } = {},
  ) {
    super(message, { cause })
    this.code = code
    this.errors = errors
    this.details = details
  }
}

/** An end of the process with a sentence for the operator and the contract's exit code. */
export class ExitError extends Error {
  override readonly name = 'ExitError'
  readonly exitCode: 1 | 2

  constructor(exitCode: 1 | 2, message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.exitCode = exitCode
  }
}

/** The error and all its causes on one line, for a log. */
export function describeError(error: unknown): string {
  const parts: string[] = []
  for (let at = error; at !== undefined && at !== null && parts.length < 6; at = (at as { cause?: unknown }).cause) {
    parts.push(at instanceof Error ? at.message || at.name : String(at))
  }
  return [...new Set(parts)].join(': ')
}
