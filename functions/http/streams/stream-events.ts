// Events as a stream (text/event-stream) for one listener; it ends when the server stops, the key does, or nobody reads.
import type { Context } from 'hono'
import { CodedError, describeError } from '../../../shared/errors.ts'
import type { ApiEnv, Deps } from '../deps.ts'
import { requireAccess } from '../middleware/authenticate.ts'
import { type EventQueue, openEventQueue } from './event-queue.ts'
import { type Followed, followEvents } from './follow-events.ts'
import { onClientEnd } from './on-client-end.ts'

const heartbeatEveryMs = 15_000
const maxUnreadBeats = 2
const streamHeaders = { 'Content-Type': 'text/event-stream', 'X-Accel-Buffering': 'no' }

export function wantsStream(c: Context): boolean {
  return /\btext\/event-stream\b/i.test(c.req.header('Accept') ?? '')
}

/** Throws `too_many_streams`. `after` undefined begins with what happens next; nothing that happens once this has resolved is missed. */
export async function streamEvents(
  deps: Deps,
  c: Context<ApiEnv>,
  { after, ...followed }: Followed & { after: number | undefined },
): Promise<Response> {
  if (c.req.method === 'HEAD') return c.body(null, 200, streamHeaders)
  const leavePlace = takePlace(deps, followed)
  const queue = openEventQueue()
  queue.onEnd(leavePlace)
  const drop = () => cutOff(c, queue)
  const follower = followEvents(deps, { followed, queue, overrun: drop })
  const beat = openHeartbeat(deps, { queue, drop, check: () => requireAccess(deps, c) })
  const { from, leave } = await deps.eventFeed.join({ hear: follower.hear, looked: beat }).catch((error: unknown) => {
    queue.end('')
    throw error
  })
  queue.onEnd(leave)
  endWithServer(deps, queue)
  queue.onEnd(onClientEnd(c, () => queue.end('')))
  queue.push(': listening\n\n')
  follower.begin(after ?? from)
  const next = () => queue.take(follower.refill).catch((error: unknown) => endUnread(deps, queue, error))
  return c.body(toBody(queue, next), 200, streamHeaders)
}

function takePlace({ streamPlaces }: Deps, { caller }: Followed): () => void {
  const leave = streamPlaces.take(caller.owner)
  if (leave !== null) return leave
  throw new CodedError(
    'too_many_streams',
    `This process streams events to ${streamPlaces.max} listeners at most, ${streamPlaces.maxForOwner} of one owner; end another stream, try again later, or read pages.`,
  )
}

/** A reader that is stuck would never see a polite end, so its connection goes. */
function cutOff(c: Context<ApiEnv>, queue: EventQueue): void {
  queue.end('')
  c.env?.outgoing?.destroy()
}

/** Called at every look: says from time to time that there is still somebody, and asks whether the key still holds. */
function openHeartbeat(
  { clock }: Deps,
  { queue, drop, check }: { queue: EventQueue; drop: () => void; check: () => Promise<unknown> },
): () => void {
  let nextMs = clock.monotonicMs() + heartbeatEveryMs
  let takenBefore = 0
  let unread = 0
  return () => {
    if (clock.monotonicMs() < nextMs) return
    nextMs = clock.monotonicMs() + heartbeatEveryMs
    unread = queue.isEmpty() || queue.taken() !== takenBefore ? 0 : unread + 1
    takenBefore = queue.taken()
    if (unread >= maxUnreadBeats || !queue.push(': heartbeat\n\n')) return drop()
    check().catch((error: unknown) => {
      if (error instanceof CodedError) queue.end('')
    })
  }
}

function endWithServer({ stopping }: Deps, queue: EventQueue): void {
  if (stopping === undefined) return
  const stop = () => queue.end('retry: 1000\n\n')
  queue.onEnd(() => stopping.removeEventListener('abort', stop))
  if (stopping.aborted) stop()
  else stopping.addEventListener('abort', stop)
}

function endUnread({ log }: Deps, queue: EventQueue, error: unknown): null {
  log.warn({ error: describeError(error) }, 'stream.failed')
  queue.end('')
  return null
}

const encoder = new TextEncoder()

/** Nothing is buffered here: what nobody reads waits in the queue. */
function toBody(queue: EventQueue, next: () => Promise<string | null>): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const text = await next()
        if (text === null) controller.close()
        else controller.enqueue(encoder.encode(text))
      },
      cancel: () => queue.end(''),
    },
    { highWaterMark: 0 },
  )
}
