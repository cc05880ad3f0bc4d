// What the server refuses before the API has seen it, as problems like every other refusal.
import type { IncomingMessage } from 'node:http'
import { CodedError } from '../../shared/errors.ts'
import { makeRequestId } from '../../shared/ids.ts'
import { unknownTransfer } from '../http/middleware/refuse-encoded.ts'
import { safeHeaders } from '../http/middleware/security-headers.ts'
import { presentProblem } from '../http/present-problem.ts'
import { requestIdOf } from '../http/request-id.ts'
import { problems } from '../http/schemas/problems.ts'

export type Refusal = { status: number; headers: Record<string, string>; body: string }

/** `incoming` is undefined where nothing of the request could be read. The connection is closed behind it. */
export function refusalOf(error: CodedError, incoming?: IncomingMessage): Refusal {
  const header = (name: string) => [incoming?.headers[name]].flat()[0]
  const requestId = incoming === undefined ? makeRequestId() : requestIdOf(header).requestId
  const body = JSON.stringify(presentProblem(error, requestId))
  const headers = {
    ...safeHeaders,
    'Content-Type': 'application/problem+json',
    'Content-Length': String(Buffer.byteLength(body)),
    'X-Request-Id': requestId,
    Connection: 'close',
  }
  return { status: problems[error.code].status, headers, body }
}

/** By the code of what Node's parser or its clock threw. */
export function unreadable({ code, reason = '' }: NodeJS.ErrnoException & { reason?: string }): CodedError {
  switch (code) {
    case 'HPE_INVALID_TRANSFER_ENCODING':
      // Beside a Content-Length even a known coding is refused: two readers would see two ends of the body.
      return reason.includes('Content-Length') ? malformed() : unknownTransfer()
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new CodedError('request_timeout', 'The request did not come in time; send it again, faster.')
    case 'HPE_HEADER_OVERFLOW':
      return new CodedError('headers_too_large', 'All headers together may have 16 KiB; send fewer or shorter ones.')
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return new CodedError('body_too_large', 'The extensions of a chunk may have 16 KiB; send none.')
    default:
      return malformed()
  }
}

function malformed(): CodedError {
  return notHttp('This is no well-formed HTTP/1.1 request.')
}

export function notHttp(message: string): CodedError {
  return new CodedError('invalid_request', message, { errors: [{ pointer: '', rule: 'http', message }] })
}
