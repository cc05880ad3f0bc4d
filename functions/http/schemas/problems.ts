// Every code of a refusal: its HTTP status and the title that all refusals with this code share.
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { ErrorCode } from '../../../shared/errors.ts'

export const problems = {
  invalid_request: { status: 400, title: 'The request is not valid' },
  unauthorized: { status: 401, title: 'A valid API key is needed' },
  missing_scope: { status: 403, title: 'The API key does not allow this' },
  quota_exceeded: { status: 403, title: 'No more stores are allowed' },
  forbidden_host: { status: 403, title: 'Only this machine is served' },
  not_found: { status: 404, title: 'Not found' },
  method_not_allowed: { status: 405, title: 'The method is not allowed here' },
  request_timeout: { status: 408, title: 'The request took too long' },
  name_taken: { status: 409, title: 'The name is taken' },
  engine_unavailable: { status: 409, title: 'The engine cannot be installed' },
  release_unknown: { status: 409, title: 'The release is not known' },
  busy: { status: 409, title: 'Another operation on the store has not ended' },
  not_cancellable: { status: 409, title: 'The operation cannot be cancelled' },
  not_failed: { status: 409, title: 'The store has not failed' },
  not_ready: { status: 409, title: 'The store is not ready' },
  body_too_large: { status: 413, title: 'The body is too large' },
  unsupported_media_type: { status: 415, title: 'The body must be JSON' },
  expectation_failed: { status: 417, title: 'The expectation cannot be met' },
  idempotency_key_reused: { status: 422, title: 'The Idempotency-Key belongs to another request' },
  rate_limited: { status: 429, title: 'Too many requests' },
  headers_too_large: { status: 431, title: 'The headers are too large' },
  credentials_not_served: { status: 501, title: 'Credentials are not served here' },
  too_many_streams: { status: 503, title: 'Too many event streams' },
  database_unavailable: { status: 503, title: 'The database does not answer' },
  internal: { status: 500, title: 'Internal error' },
} as const satisfies Record<ErrorCode, { status: ContentfulStatusCode; title: string }>
