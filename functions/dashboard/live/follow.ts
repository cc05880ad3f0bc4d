// Keeps a stream of events open for as long as the page is: reads it by fetch, so that the key goes along, comes back
// after every end, and takes up where it was.
import { asProblem, type Problem, ProblemError, toProblem } from '../api/problem.ts'
import { openReader } from '../api/read-events.ts'
import type { StoreEvent } from '../api/shapes.ts'
import { nowMs } from '../lib/clock.ts'
import { pauseMs } from './pause.ts'

export type Follower = {
  /** Comes back at once instead of waiting for its turn. */
  reconnectNow(): void
  stop(): void
}

export type FollowOptions = {
  url: string
  key: string | null
  /** It listens from now on: what happened before is to be read anew. */
  onLive(): void
  onEvent(event: StoreEvent): void
  /** The server has nothing to say and is there. */
  onBeat(): void
  /** It rests until `retryAtMs`; false where there is no use in coming back. */
  onLost(problem: Problem, retryAtMs: number): boolean
}

/** The server says something every 15 s. */
const silentAfterMs = 40_000
/** Who was away for longer reads the present state and not all that led to it. */
const resumeWithinMs = 10 * 60_000

export function follow(options: FollowOptions): Follower {
  const stopped = new AbortController()
  const place = { lastId: null as string | null, heardMs: 0, failures: 0, retryMs: 1_000 }
  let wake = () => {}
  const run = async () => {
    while (!stopped.signal.aborted) {
      const problem = await listen(options, place, stopped.signal)
      if (stopped.signal.aborted) return
      const restMs = pauseMs(place.failures++, place.retryMs, Math.random())
      if (!options.onLost(problem, nowMs() + restMs)) return
      await new Promise<void>((resolve) => {
        wake = resolve
        setTimeout(resolve, restMs)
      })
    }
  }
  void run()
  return { reconnectNow: () => wake(), stop: () => stopped.abort() }
}

type Place = { lastId: string | null; heardMs: number; failures: number; retryMs: number }

/** Resolves with why it ended; it never ends well. */
async function listen(options: FollowOptions, place: Place, stopped: AbortSignal): Promise<Problem> {
  const silence = new AbortController()
  let timer = setTimeout(() => silence.abort(), silentAfterMs)
  const hear = () => {
    place.heardMs = nowMs()
    clearTimeout(timer)
    timer = setTimeout(() => silence.abort(), silentAfterMs)
  }
  try {
    const resumed = place.lastId !== null && nowMs() - place.heardMs < resumeWithinMs
    const response = await ask(options, resumed ? place.lastId : null, AbortSignal.any([stopped, silence.signal]))
    place.failures = 0
    hear()
    options.onLive()
    await readAll(
      response,
      (message) => {
        if (message.id !== null) place.lastId = message.id
        if (message.retryMs !== null) place.retryMs = message.retryMs
        if (message.data !== null) options.onEvent(JSON.parse(message.data))
        else if (message.retryMs === null) options.onBeat()
      },
      hear,
    )
    return asProblem(new Error('The server ended the stream.'))
  } catch (error) {
    return asProblem(error)
  } finally {
    clearTimeout(timer)
  }
}

async function ask({ url, key }: FollowOptions, lastId: string | null, signal: AbortSignal): Promise<Response> {
  const headers = {
    Accept: 'text/event-stream',
    ...(key === null ? {} : { Authorization: `Bearer ${key}` }),
    ...(lastId === null ? {} : { 'Last-Event-ID': lastId }),
  }
  const response = await fetch(url, { headers, signal, credentials: 'omit', cache: 'no-store' })
  if (!response.ok) throw new ProblemError(await toProblem(response))
  return response
}

async function readAll(response: Response, each: Parameters<typeof openReader>[0], hear: () => void): Promise<void> {
  const reader = response.body?.getReader()
  const feed = openReader(each)
  const decoder = new TextDecoder()
  for (;;) {
    const part = await reader?.read()
    if (part === undefined || part.done) return
    hear()
    feed(decoder.decode(part.value, { stream: true }))
  }
}
