// Why the Kubernetes API did not do what it was asked: a closed list of kinds, and sentences for people.
import { cutText } from '../cut-text.ts'

export type ClusterErrorKind =
  | 'config'
  | 'unreachable'
  | 'timeout'
  | 'unauthorized'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'terminating'
  | 'too_many_requests'
  | 'server_error'
  | 'refused'

export class ClusterError extends Error {
  override name = 'ClusterError'
  readonly kind: ClusterErrorKind
  readonly status?: number

  constructor(kind: ClusterErrorKind, message: string, { status, cause }: { status?: number; cause?: unknown } = {}) {
    super(message, cause === undefined ? {} : { cause })
    this.kind = kind
    if (status !== undefined) this.status = status
  }
}

type StatusObject = { message?: unknown; reason?: unknown }

/** The error for an answer that is not 2xx. `body` is a Kubernetes Status object, or whatever a proxy in between sent. */
export function errorOfAnswer({ status, body, asked }: { status: number; body: string; asked: string }): ClusterError {
  const message = statusMessage(body)
  return new ClusterError(kindOf(status, message), `${asked}: ${message || `HTTP ${status}`}`, { status })
}

function kindOf(status: number, message: string): ClusterErrorKind {
  if (isPolicyRefusal(message)) return 'forbidden'
  return /being terminated|object is being deleted/.test(message) ? 'terminating' : kindOfStatus(status)
}

/** A policy chooses its status and its words freely; by these the API server introduces them. */
export function isPolicyRefusal(message: string): boolean {
  return /\bdenied (?:the )?request\b/i.test(message)
}

function kindOfStatus(status: number): ClusterErrorKind {
  switch (status) {
    case 401:
      return 'unauthorized'
    case 403:
      return 'forbidden'
    case 404:
      return 'not_found'
    case 409:
      return 'conflict'
    case 429:
      return 'too_many_requests'
    default:
      // 410 is a page token that grew too old: asking anew helps, as with a 5xx.
      return status >= 500 || status === 410 ? 'server_error' : 'refused'
  }
}

const maxMessageCharacters = 500

function statusMessage(body: string): string {
  try {
    const { message } = JSON.parse(body) as StatusObject
    return typeof message === 'string' ? cutText(message, maxMessageCharacters) : ''
  } catch {
    return ''
  }
}
