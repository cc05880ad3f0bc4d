// RATE_LIMIT_PER_SECOND: a bucket of tokens per key, in this process; who empties it is told when to come back.
import { createMiddleware } from 'hono/factory'
import { CodedError } from '../../../shared/errors.ts'
import type { ApiEnv, Deps } from '../deps.ts'

type Bucket = { tokens: number; filledMs: number }

const maxBuckets = 10_000

/** Health is never refused: it is asked by machines that would take a refusal for an outage. */
export function limitRate({ settings, clock }: Deps) {
  const { rateLimitPerSecond: perSecond = 0 } = settings
  const buckets = new Map<string, Bucket>()
  return createMiddleware<ApiEnv>(async (c, next) => {
    if (perSecond > 0 && c.var.access) {
      const waitMs = take(buckets, c.var.access.keyId ?? '', { perSecond, nowMs: clock.monotonicMs() })
      if (waitMs > 0) throw tooMany(perSecond, waitMs)
    }
    await next()
  })
}

/** Takes a token, or says for how long there is none. A bucket holds what one second brings, one token at least. */
function take(buckets: Map<string, Bucket>, id: string, { perSecond, nowMs }: { perSecond: number; nowMs: number }) {
  const size = Math.max(1, perSecond)
  const { tokens, filledMs } = buckets.get(id) ?? { tokens: size, filledMs: nowMs }
  const now = Math.min(size, tokens + ((nowMs - filledMs) * perSecond) / 1_000)
  const enough = now >= 1
  // Deleting first keeps the map in the order of last use, so that the bucket that goes is the longest unused.
  buckets.delete(id)
  buckets.set(id, { tokens: enough ? now - 1 : now, filledMs: nowMs })
  const [oldest] = buckets.keys()
  if (buckets.size > maxBuckets && oldest !== undefined) buckets.delete(oldest)
  return enough ? 0 : ((1 - now) * 1_000) / perSecond
}

function tooMany(perSecond: number, waitMs: number): CodedError {
  const seconds = Math.ceil(waitMs / 1_000)
  return new CodedError('rate_limited', `More than ${perSecond} requests a second; try again in ${seconds} s.`, {
    details: { retry_after: String(seconds) },
  })
}
