// Where log lines go: standard error, and nowhere while it takes none. No work and no answer depends on a line.
import { constants, fstatSync, openSync, writeSync } from 'node:fs'

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

/** A pipe whose reader stalls would stop the program: it is opened once more, so that a full one refuses instead. */
function standardErrorWriter(): (bytes: Buffer) => number {
  const file = (isPipe() ? reopened() : undefined) ?? standardError
  return (bytes) => writeSync(file, bytes)
}

function isPipe(): boolean {
  try {
    return fstatSync(standardError).isFIFO()
  } catch {
    return false
  }
}

function reopened(): number | undefined {
  try {
    return openSync(`/proc/self/fd/${standardError}`, constants.O_WRONLY | constants.O_NONBLOCK)
  } catch {
    return undefined
  }
}
