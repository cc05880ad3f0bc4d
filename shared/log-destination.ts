// Where log lines go: standard error, and nowhere while it takes none. No work and no answer depends on a line.
import { constants, fstatSync, openSync, writeSync } from 'node:fs'
import { Socket } from 'node:net'
import { isatty } from 'node:tty'

export type LogDestination = { write(line: string): void }

export type LogDestinationOptions = {
  /** Writes what it can and returns how many bytes that were; throws where it can write nothing. */
  write?: (bytes: Buffer) => number
  /** The line that says how many lines were dropped, once lines are taken again. */
  describeDropped: (count: number) => string
}

/** Synchronous, so that the last line before a crash is there. A line that cannot be written is dropped and counted. */
export function openLogDestination({
  write = standardErrorWriter(),
  describeDropped,
}: LogDestinationOptions): LogDestination {
  let dropped = 0
  /** What is left of a line that was begun: it comes before the next one. */
  let rest: Buffer = Buffer.alloc(0)
  const begin = (bytes: Buffer): boolean => {
    try {
      rest = bytes.subarray(write(bytes))
      return true
    } catch {
      return false
    }
  }
  const isFree = () => rest.length === 0 || (begin(rest) && rest.length === 0)
  const tellDropped = () => {
    if (dropped === 0) return true
    if (!begin(Buffer.from(describeDropped(dropped)))) return false
    dropped = 0
    return isFree()
  }
  return {
    write: (line) => {
      const isWritten = isFree() && tellDropped() && begin(Buffer.from(line))
      if (!isWritten) dropped++
    },
  }
}

const standardError = 2

/** A pipe, a socket or a terminal whose reader stalls would stop the program: it is made to refuse instead. */
function standardErrorWriter(): (bytes: Buffer) => number {
  const file = kindOfStandardError() === 'other' ? standardError : (reopened() ?? unblocked())
  return (bytes) => writeSync(file, bytes)
}

function kindOfStandardError(): 'reader' | 'other' {
  try {
    const found = fstatSync(standardError)
    return found.isFIFO() || found.isSocket() || isatty(standardError) ? 'reader' : 'other'
  } catch {
    return 'other'
  }
}

/** Whoever shares the descriptor keeps it as it is. Not for sockets, nor for what belongs to another user. */
function reopened(): number | undefined {
  try {
    return openSync(`/proc/self/fd/${standardError}`, constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOCTTY)
  } catch {
    return undefined
  }
}

/** Node sets a descriptor that becomes a socket of its own to refuse; nothing is written through that. */
function unblocked(): number {
  try {
    const socket = new Socket({ fd: standardError, readable: false, writable: true })
    socket.on('error', () => undefined).unref()
    kept.add(socket)
  } catch {
    // What is no stream has no reader that stalls.
  }
  return standardError
}

/** Were it collected, it would close the descriptor. */
const kept = new Set<Socket>()
