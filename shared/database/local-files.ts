// The three files of a database that is open: SQLite keeps writing to one that was removed, and notices no cut.
import { statSync } from 'node:fs'
import { DatabaseError } from './database.ts'

export type LocalFiles = {
  /**
   * Throws a DatabaseError where a file is gone or another one. Returns those that are shorter than they were, which a
   * checkpoint or VACUUM may have done as well.
   */
  look(): ('file' | 'log')[]
  /** What is there now is what has to be there from now on. */
  remember(): void
  /** The connection is closed: SQLite may take away the log and its index, and make them anew. */
  forgetLog(): void
}

type Found = { identity: string; size: number }
const ends = ['', '-wal', '-shm'] as const

export function watchFiles(file: string): LocalFiles {
  const known = new Map<string, Found>()
  return {
    look: () => {
      const found = ends.map((end) => lookAt(file, end, known.get(end)))
      // The index is mapped into memory: to touch what was cut off it ends the process.
      if (found[2] === 'shorter') throw replaced(file, '-shm')
      return [
        ...(found[0] === 'shorter' ? (['file'] as const) : []),
        ...(found[1] === 'shorter' ? (['log'] as const) : []),
      ]
    },
    remember: () => {
      for (const end of ends) {
        const found = find(file + end)
        if (found && (known.get(end)?.identity ?? found.identity) === found.identity) known.set(end, found)
      }
    },
    forgetLog: () => {
      for (const end of ['-wal', '-shm']) known.delete(end)
    },
  }
}

/** Undefined where there is no such file. A connection that is open keeps the number of its file from being given to another. */
export function find(path: string): Found | undefined {
  const found = statSync(path, { throwIfNoEntry: false })
  return found && { identity: `${found.dev}:${found.ino}`, size: found.size }
}

function lookAt(file: string, end: string, known: Found | undefined): 'shorter' | 'same' {
  if (known === undefined) return 'same'
  const found = find(file + end)
  if (found?.identity !== known.identity) throw replaced(file, end)
  return found.size < known.size ? 'shorter' : 'same'
}

/** A file that was there once is never recreated: an empty database would look healthy. */
function replaced(file: string, end: string): DatabaseError {
  const cure =
    end === ''
      ? `the database file was removed or replaced while it was open; put it back, or restart this program to use what is there now`
      : `${file}${end} was removed or replaced while it was open; stop this program gracefully (SIGTERM, never SIGKILL), and every other one on this database: that saves all that was accepted. Then start them again`
  return new DatabaseError('unavailable', `${file}: ${cure}`)
}
