// The three files of a database that is open: SQLite keeps writing to one that was removed, and notices no cut.
import { statSync } from 'node:fs'
import { savedName } from './save-copy.ts'

export type LocalFiles = {
  look(): FilesFound
  /** What the last look found is what has to be there from now on. */
  accept(): void
  /** The same after a look of its own: what was just done has made files or let them grow. */
  remember(): void
  /** Whether files are missing that every use of the database makes. */
  lacksSome(): boolean
  /** The connection is closed: SQLite may take away the log and its index, and make them anew. */
  forgetLog(): void
}

export type FilesFound = {
  /** The end of the name of a file that is gone or another one. */
  replaced: End | null
  /** Those that are shorter than they were, which a checkpoint or VACUUM may have done as well. */
  shorter: End[]
}

type Found = { identity: string; size: number }
export type End = '' | '-wal' | '-shm'
const ends: readonly End[] = ['', '-wal', '-shm']

export function watchFiles(file: string): LocalFiles {
  const known = new Map<End, Found>()
  const isReplaced = (end: End, found: Found | undefined) =>
    known.has(end) && found?.identity !== known.get(end)?.identity
  const findAll = () => ends.map((end) => [end, find(file + end)] as const)
  let last: ReturnType<typeof findAll> = []
  const accept = () => {
    for (const [end, found] of last) if (found && !isReplaced(end, found)) known.set(end, found)
  }
  return {
    look: () => {
      last = findAll()
      return {
        replaced: last.find(([end, found]) => isReplaced(end, found))?.[0] ?? null,
        shorter: last.filter(([end, found]) => (found?.size ?? 0) < (known.get(end)?.size ?? 0)).map(([end]) => end),
      }
    },
    accept,
    remember: () => {
      last = findAll()
      accept()
    },
    lacksSome: () => known.size < ends.length,
    forgetLog: () => {
      known.delete('-wal')
      known.delete('-shm')
    },
  }
}

/** Undefined where there is no such file. A connection that is open keeps the number of its file from being given to another. */
export function find(path: string): Found | undefined {
  const found = statSync(path, { throwIfNoEntry: false })
  return found && { identity: `${found.dev}:${found.ino}`, size: found.size }
}

/** A file that was there once is never recreated: an empty database would look healthy. */
export function describeReplaced(file: string, end: End): string {
  return end === ''
    ? `${file}: the database file was removed or replaced while it was open; put it back, or stop this program gracefully (SIGTERM, never SIGKILL): it then leaves all that it holds as ${savedName(file, process.pid)}, to be moved into its place before the next start`
    : `${file}: ${file}${end} was removed or replaced while it was open; stop this program gracefully (SIGTERM, never SIGKILL), and every other one on this database: that saves all that was accepted. Then start them again`
}
