// Every code of a refusal: its HTTP status, the title that all refusals with this code share, and when it is answered.
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { ErrorCode } from '../../../shared/errors.ts'

export const problems = {
  invalid_request: {
    status: 400,
    title: 'The request is not valid',
    when: 'A body, parameter, unknown field or JSON that is not right',
  },
  unauthorized: {
    status: 401,
    title: 'A valid API key is needed',
    when: 'No key, or one that is not known, revoked or expired',
  },
  missing_scope: {
    status: 403,
    title: 'The API key does not allow this',
    when: 'The key lacks the scope, which `scope` names',
  },
  quota_exceeded: {
    status: 403,
    title: 'No more stores are allowed',
    when: "The key's `--max-stores` are reached",
  },
  forbidden_host: {
    status: 403,
    title: 'Only this machine is served',
    when: 'Without keys: not from this machine, or from a page of another origin',
  },
  not_found: {
    status: 404,
    title: 'Not found',
    when: 'No such path, or no such store or operation of this owner',
  },
  method_not_allowed: {
    status: 405,
    title: 'The method is not allowed here',
    when: 'The path knows other methods; `Allow` lists them',
  },
  request_timeout: {
    status: 408,
    title: 'The request took too long',
    when: 'Headers or body did not come in time',
  },
  name_taken: {
    status: 409,
    title: 'The name is taken',
    when: 'A store with this name lives, which `store_id` names when it is yours; or the name is kept for its former owner (NAME_HOLD_SECONDS)',
  },
  engine_unavailable: {
    status: 409,
    title: 'The engine cannot be installed',
    when: 'No poller can install this engine; the detail says why',
  },
  release_unknown: {
    status: 409,
    title: 'The release is not known',
    when: 'There is no release of this name',
  },
  busy: {
    status: 409,
    title: 'Another operation on the store has not ended',
    when: 'Another operation on the store has not ended; `operation_id` names it',
  },
  not_cancellable: {
    status: 409,
    title: 'The operation cannot be cancelled',
    when: 'The operation has ended, or its kind cannot be cancelled',
  },
  not_failed: {
    status: 409,
    title: 'The store has not failed',
    when: 'Retry of a store that is not FAILED',
  },
  not_ready: {
    status: 409,
    title: 'The store is not ready',
    when: 'Credentials of a store that is not READY',
  },
  body_too_large: {
    status: 413,
    title: 'The body is too large',
    when: 'More than 16 KiB',
  },
  unsupported_media_type: {
    status: 415,
    title: 'The body must be JSON that is not encoded',
    when: 'A creation without exactly one `Content-Type: application/json`; a body with `Content-Encoding`, or with a `Transfer-Encoding` but `chunked`',
  },
  expectation_failed: {
    status: 417,
    title: 'The expectation cannot be met',
    when: '`Expect` with anything but `100-continue`',
  },
  idempotency_key_reused: {
    status: 422,
    title: 'The Idempotency-Key belongs to another request',
    when: 'The Idempotency-Key was used for something else within 24 hours',
  },
  rate_limited: {
    status: 429,
    title: 'Too many requests',
    when: 'More than RATE_LIMIT_PER_SECOND with this key; `Retry-After`',
  },
  headers_too_large: {
    status: 431,
    title: 'The headers are too large',
    when: 'All headers together are more than 16 KiB',
  },
  credentials_not_served: {
    status: 501,
    title: 'Credentials are not served here',
    when: 'This process lacks STORE_SECRET_KEY, or the key of this store',
  },
  too_many_streams: {
    status: 503,
    title: 'Too many event streams',
    when: 'This process has 1,000 event streams open, or 250 of one owner; `Retry-After`',
  },
  database_unavailable: {
    status: 503,
    title: 'The database does not answer',
    when: 'The database does not answer; `Retry-After`',
  },
  internal: {
    status: 500,
    title: 'Internal error',
    when: 'The log has it under the request_id',
  },
} as const satisfies Record<ErrorCode, { status: ContentfulStatusCode; title: string; when: string }>
