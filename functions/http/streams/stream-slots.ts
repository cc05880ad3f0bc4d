// How many event streams a process serves at once: each costs a connection and what waits in its queue.
import { CodedError } from '../../../shared/errors.ts'

export type StreamSlots = {
  /** Throws `too_many_streams`. Call what it returns once, when the stream has ended. */
  take(): () => void
}

const defaultMaxStreams = 1_000

export function openStreamSlots(maxStreams = defaultMaxStreams): StreamSlots {
  let taken = 0
  return {
    take: () => {
      if (taken >= maxStreams)
        throw new CodedError(
          'too_many_streams',
          `This process streams events to ${maxStreams} listeners already; try again later, or read pages.`,
        )
      taken++
      return () => {
        taken--
      }
    },
  }
}
