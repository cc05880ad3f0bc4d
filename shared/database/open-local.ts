// A database file through `libsql`: opened at the first call, waited for while others hold its lock, never recreated.
import { accessSync, chmodSync, closeSync, constants, existsSync, openSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Clock } from '../clock.ts'
import { type Binds, type Database, DatabaseError, schemaTimeoutMs, toDatabaseError } from './database.ts'
import { closeInspector, findDamage, refuseLostLog } from './inspect-file.ts'
import { isBusy, isDamage, loadDriver, messageOf, withCure } from './load-driver.ts'
import {
  type Connection,
  changeSchema,
  connect,
  disconnect,
  findMissingLog,
  moveLog,
  read,
  reserveRoom,
  writeAll,
} from './local-connection.ts'
import { describeReplaced, type End, watchFiles } from './local-files.ts'
import { saveCopy, savedName } from './save-copy.ts'
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

/** Of what is asked: a PRAGMA can move the log. */
const onlyReads = /^\s*(SELECT|WITH)\b/i
/** A proof takes the lock of all writers, and health may be asked by anybody, as often as they like. */
const proofHoldsMs = 1_000

/** The file is opened at the first call, and made with mode 0600 when it is not there. */
export function openLocal(options: LocalOptions): Database {
  const { file, clock, random, busyPatienceMs = 5_000 } = options
  const files = watchFiles(file)
  let connection: Connection | undefined
  /** What is damaged stays so while it is open: no write is promised on it, whatever page it would go to. */
  let damage: DatabaseError | undefined
  let provenAtMs = Number.NEGATIVE_INFINITY
  /** Into the file, and at once: two programs that stop at the same moment would both leave it to the other. */
  const saveLog = (replaced: End | null) => {
    if (connection && (replaced === '-wal' || replaced === '-shm')) moveLog(connection)
  }
  const attempt = <T>(action: (open: Connection) => T, { changes = true }: { changes?: boolean }): T => {
    if (damage) throw damage
    const { replaced, shorter } = files.look()
    if (replaced !== null) {
      saveLog(replaced)
      throw new DatabaseError('unavailable', describeReplaced(file, replaced))
    }
    connection ??= openFile(options)
    try {
      refuseCut(options, shorter, connection)
      files.accept()
      const result = action(connection)
      // Looks are the larger part of what a short read costs, and a read makes files at its first use only.
      if (changes || files.lacksSome()) files.remember()
      return result
    } catch (error) {
      if (isDamage(error)) damage = damaged(file, error)
      if (connection.mustReconnect || wasReadOnly(error, file)) {
        disconnect(connection)
        files.forgetLog()
        connection = undefined
      }
      throw damage ?? error
    }
  }
  // Separate lines, for a lock that keeps writers waiting keeps no reader waiting, and another's step of the schema is long.
  const lineOf = (patienceMs: number) => createSerialQueue({ clock, random, patienceMs, isBusy })
  const [reads, writes, schema] = [lineOf(busyPatienceMs), lineOf(busyPatienceMs), lineOf(schemaTimeoutMs)]
  const waitIn = async <T>(
    line: SerialQueue,
    action: (open: Connection) => T,
    does: { changes?: boolean } = {},
  ): Promise<T> => {
    try {
      return await line(() => attempt(action, does))
    } catch (error) {
      throw toDatabaseError(error instanceof DatabaseError ? error : withCure(error), file)
    }
  }
  return {
    location: file,
    query: <R>(sql: string, args: Binds = []) =>
      waitIn(reads, (open) => read(open, sql, args) as R[], { changes: !onlyReads.test(sql) }),
    write: (statements) => {
      // Whether it takes room or finds none: what was proven before is not so any more.
      provenAtMs = Number.NEGATIVE_INFINITY
      return waitIn(writes, (open) => writeAll(open, statements))
    },
    changeSchema: (step) => waitIn(schema, (open) => changeSchema(open, step)),
    proveWritable: async () => {
      if (clock.monotonicMs() - provenAtMs < proofHoldsMs) return waitIn(reads, () => undefined)
      await waitIn(writes, reserveRoom)
      provenAtMs = clock.monotonicMs()
    },
    proveSound: () => waitIn(reads, () => refuseDamaged(options)),
    close: () => {
      const { replaced } = files.look()
      saveLog(replaced)
      if (connection && replaced === '') saveCopy(connection.driver, savedName(file, process.pid))
      if (connection) disconnect(connection)
      connection = undefined
      closeInspector()
    },
  }
}

function openFile({ file, synchronous, busyTimeoutMs = 25 }: LocalOptions): Connection {
  // Before the file is made: without the driver an empty one would be left.
  loadDriver()
  makePrivate(file)
  refuseLostLog(file, busyTimeoutMs)
  try {
    return connect({ file, synchronous, busyTimeoutMs })
  } catch (error) {
    throw isDamage(error) ? damaged(file, error) : error
  }
}

/** Where a checkpoint or VACUUM has made a file shorter all is there. Throws an error that counts as damage. */
function refuseCut(options: LocalOptions, shorter: End[], connection: Connection): void {
  // The index is mapped into memory: to touch what was cut off it ends the process. A new one is made of the log.
  if (shorter.includes('-shm') && shorter.length > 1) throw new Error('SQLITE_CORRUPT: its files were cut')
  if (shorter.includes('-shm')) throw new DatabaseError('unavailable', describeReplaced(options.file, '-shm'))
  if (shorter.includes('')) refuseDamaged(options)
  const fault = shorter.includes('-wal') ? findMissingLog(connection, `${options.file}-wal`) : null
  if (fault !== null) throw new Error(`SQLITE_CORRUPT: ${fault}`)
}

function refuseDamaged({ file, busyTimeoutMs = 25 }: LocalOptions): void {
  const fault = findDamage(file, busyTimeoutMs)
  if (fault !== null) throw new Error(`SQLITE_CORRUPT: ${fault}`)
}

function damaged(file: string, cause: unknown): DatabaseError {
  const fault = cause instanceof Error ? cause.message : String(cause)
  return new DatabaseError(
    'unavailable',
    `${file}: the database is damaged (${fault}); stop every program that uses it, restore it from a backup, and start them again`,
    { cause },
  )
}

/** SQLite gives its WAL files the mode of the database file. Its folder is the operator's to make, with the rights it needs. */
function makePrivate(file: string): void {
  const found = statSync(file, { throwIfNoEntry: false })
  if (found?.isDirectory())
    throw new DatabaseError('unavailable', `${file} is a folder; name a file in it by DATABASE_URL`)
  if (found) return
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
