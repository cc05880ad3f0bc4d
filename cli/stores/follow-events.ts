// Follows a stream of events for as long as it is of use: a stream that ends is taken up again where it had come to.
import { ExitError } from '../../shared/errors.ts'
import type { Context } from '../context.ts'
import type { Event } from './answers.ts'
import { askForStream, storeOf, streamOf } from './call-api.ts'
import { resolveStore } from './find-store.ts'

const againAfterMs = 1_000
const patienceMs = 60_000

/** Calls `tell` for each event, once, until that returns true. Throws an ExitError when the API refuses. */
export async function followEvents(
  context: Context,
  { store, tell }: { store: string; tell: (event: Event) => boolean },
): Promise<void> {
  let lastId = 0
  const { id, response } = await resolveStore(context, store, (path) => askForStream(context, { path, lastId }))
  let stream = await streamOf(response)
  for (;;) {
    for await (const event of eventsOf(stream)) {
      if (event.id <= lastId) continue
      lastId = event.id
      if (tell(event)) return
    }
    stream = await reopen(context, { id, lastId })
  }
}

/** A server that is started anew is not there for a while; one that refuses is not asked again. */
async function reopen(context: Context, from: { id: string; lastId: number }) {
  const { clock } = context
  const untilMs = clock.monotonicMs() + patienceMs
  for (;;) {
    await clock.sleep(againAfterMs)
    try {
      return await streamOf(await askForStream(context, { path: storeOf(from.id), lastId: from.lastId }))
    } catch (error) {
      const unreachable = error instanceof ExitError && error.cause !== undefined
      if (!unreachable || clock.monotonicMs() >= untilMs) throw error
    }
  }
}

/** A connection that breaks ends the stream like one that is closed. */
async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Event> {
  const decoder = new TextDecoder()
  let text = ''
  try {
    for await (const part of body) {
      text += decoder.decode(part, { stream: true })
      const frames = text.split('\n\n')
      text = frames.pop() ?? ''
      for (const frame of frames) {
        const data = /^data: (.*)$/m.exec(frame)?.[1]
        if (data !== undefined) yield JSON.parse(data) as Event
      }
    }
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
  }
}
