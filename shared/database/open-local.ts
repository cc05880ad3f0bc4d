// A database file through `libsql`: opened at the first call, waited for while others hold its lock, never recreated.
import { accessSync, chmodSync, closeSync, constants, existsSync, openSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Clock } from '../clock.ts'
import { type Binds, type Database, DatabaseError, schemaTimeoutMs, toDatabaseError } from './database.ts'
import {
  type Connection,
  changeSchema,
  connect,
  disconnect,
  isBusy,
  messageOf,
  read,
  writeAll,
} from './local-connection.ts'
import { createSerialQueue, type SerialQueue } from './serial-queue.ts'

export type LocalOptions = {
  file: string
  /** FULL where a write is a promise to somebody; NORMAL where its loss would only be observed again. */
  synchronous: 'FULL' | 'NORMAL'
  clock: Clock
  random: () => number
  /** How long one attempt blocks this process, and how long all attempts together may take. */
  busyTimeoutMs?: number
  busyPatienceMs?: number
}

/** The file is opened at the first call, and made with mode 0600 when it is not there. */
export function openLocal(options: LocalOptions): Database {
  const { file, clock, random, busyPatienceMs = 5_000 } = options
  let connection: Connection | undefined
  let knownIdentity: string | undefined
  const attempt = <T>(action: (open: Connection) => T): T => {
    refuseReplaced(file, knownIdentity)
    connection ??= openFile(options)
    knownIdentity ??= identify(file)
    try {
      return action(connection)
    } catch (error) {
      if (connection.mustReconnect || wasReadOnly(error, file)) {
        disconnect(connection)
        connection = undefined
      }
      throw error
    }
  }
  // Separate lines, for a lock that keeps writers waiting keeps no reader waiting, and another's step of the schema is long.
  const lineOf = (patienceMs: number) => createSerialQueue({ clock, random, patienceMs, isBusy })
  const [reads, writes, schema] = [lineOf(busyPatienceMs), lineOf(busyPatienceMs), lineOf(schemaTimeoutMs)]
  const waitIn = async <T>(line: SerialQueue, action: (open: Connection) => T): Promise<T> => {
    try {
      return await line(() => attempt(action))
    } catch (error) {
      throw toDatabaseError(error, file)
    }
  }
  return {
    location: file,
    query: <R>(sql: string, args: Binds = []) => waitIn(reads, (open) => read(open, sql, args) as R[]),
    write: (statements) => waitIn(writes, (open) => writeAll(open, statements)),
    changeSchema: (step) => waitIn(schema, (open) => changeSchema(open, step)),
    close: () => {
      if (connection) disconnect(connection)
      connection = undefined
    },
  }
}

function openFile({ file, synchronous, busyTimeoutMs = 25 }: LocalOptions): Connection {
  makePrivate(file)
  return connect({ file, synchronous, busyTimeoutMs })
}

/** A file that was there once is never recreated: an empty database would look healthy. */
function refuseReplaced(file: string, knownIdentity: string | undefined): void {
  if (knownIdentity === undefined || identify(file) === knownIdentity) return
  throw new DatabaseError(
    'unavailable',
    `${file}: the database file was removed or replaced while it was open; put it back, or restart this program to use what is there now`,
  )
}

/** A connection that is open keeps the number of its file from being given to another. */
function identify(file: string): string | undefined {
  const found = statSync(file, { throwIfNoEntry: false })
  return found && `${found.dev}:${found.ino}`
}

/** SQLite gives its WAL files the mode of the database file. Its folder is the operator's to make, with the rights it needs. */
function makePrivate(file: string): void {
  if (existsSync(file)) return
  const folder = dirname(file)
  if (!existsSync(folder))
    throw new DatabaseError(
      'unavailable',
      `${file}: the folder ${folder} does not exist; make it, or correct DATABASE_URL`,
    )
  closeSync(openSync(file, 'a', 0o600))
  chmodSync(file, 0o600)
}

/** SQLite opens a file that it may not write for reading only, and such a connection stays so after the cure. */
function wasReadOnly(error: unknown, file: string): boolean {
  return /readonly/i.test(messageOf(error)) && mayWrite(file) && mayWrite(dirname(file))
}

function mayWrite(path: string): boolean {
  try {
    accessSync(path, constants.W_OK)
    return true
  } catch {
    return false
  }
}
