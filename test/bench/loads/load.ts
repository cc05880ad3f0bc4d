// HTTP load of 16 connections by autocannon, and what came of it; an answer that is not the expected one spoils the round.
import autocannon from 'autocannon'
import { percentile } from '../statistics.ts'

export type Target = {
  url: string
  method: 'GET' | 'POST'
  headers: Record<string, string>
  /** Each is called for each request; `path` takes the place of the URL's. */
  path?: () => string
  body?: () => string
}

export type LoadResult = { perSecond: number; p99Ms: number }

const connections = 16

/** `perSecond` absent: as many as it can. */
export async function load(
  { url, method, headers, path, body }: Target,
  { seconds, perSecond }: { seconds: number; perSecond?: number },
): Promise<LoadResult> {
  const tookMs: number[] = []
  const startedMs = performance.now()
  const result = await autocannon({
    url,
    method,
    headers,
    connections,
    duration: seconds,
    // Twice a second: the last whole sample is what ends the run.
    sampleInt: 250,
    ...(perSecond === undefined ? {} : { overallRate: perSecond }),
    // Requests that are all the same are made once, which costs the generator less.
    ...(path || body
      ? { requests: [{ setupRequest: (request: object) => ({ ...request, ...made({ path, body }) }) }] }
      : {}),
    setupClient: (client) => {
      client.on('response', (_status, _bytes, ms) => void tookMs.push(ms))
    },
  } as autocannon.Options)
  const tookSeconds = (performance.now() - startedMs) / 1_000
  const strange = result.errors + result.timeouts + result.non2xx
  const asked = `${method} ${new URL(url).pathname}`
  if (tookMs.length === 0) throw new Error(`${asked}: no request was answered within ${seconds} s`)
  if (strange > 0)
    throw new Error(`${asked}: ${strange} of ${tookMs.length} requests were not answered as they should be`)
  return { perSecond: tookMs.length / tookSeconds, p99Ms: percentile(waitedFor(tookMs, perSecond), 99) }
}

type Made = Record<'path' | 'body', (() => string) | undefined>

function made({ path, body }: Made): { path?: string; body?: string } {
  return { ...(path && { path: path() }), ...(body && { body: body() }) }
}

/** At a given rate who waits also holds back those that would have come meanwhile: they waited too (coordinated omission). */
function waitedFor(tookMs: number[], perSecond: number | undefined): number[] {
  if (perSecond === undefined) return tookMs
  const everyMs = (1_000 * connections) / perSecond
  return tookMs.flatMap((ms) => {
    const behind = Math.floor(ms / everyMs)
    return Array.from({ length: behind + 1 }, (_, n) => ms - n * everyMs)
  })
}
