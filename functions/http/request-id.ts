// The id of a request: its own where that is fit for a log line, else that of its trace (W3C traceparent), else a new one.
import { makeRequestId } from '../../shared/ids.ts'

type Named = { requestId: string; traceId: string | null }

/** `header` gives the value of a request's header. */
export function requestIdOf(header: (name: string) => string | undefined): Named {
  const requested = header('x-request-id')
  const traceId = traceIdOf(header('traceparent'))
  const fit = requested !== undefined && /^[A-Za-z0-9._-]{1,100}$/.test(requested) ? requested : undefined
  return { requestId: fit ?? traceId ?? makeRequestId(), traceId: traceId ?? null }
}

/** Undefined for what is no traceparent; all zeros are none, nor is the version ff. */
function traceIdOf(traceparent: string | undefined): string | undefined {
  const [, version, traceId, parent] =
    /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(-.*)?$/.exec(traceparent ?? '') ?? []
  if (traceId === undefined || version === 'ff' || /^0+$/.test(traceId) || /^0+$/.test(parent ?? '0')) return undefined
  return traceId
}
