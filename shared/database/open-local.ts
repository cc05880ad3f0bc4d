// A database file through `libsql`: every write is an immediate transaction framed by exec, the only form in which the
// driver never loses an acknowledged write after SQLITE_BUSY.
import { chmodSync, closeSync, existsSync, openSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import Driver from 'libsql'
import type { Clock } from '../clock.ts'
import {
  type Bind,
  checkBinds,
  type Database,
  DatabaseError,
  type Result,
  type Statement,
  toDatabaseError,
} from './database.ts'

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

type Connection = { driver: Driver.Database; inode: number; statements: Map<string, Driver.Statement> }

const maxStatements = 200

/** The file is opened at the first call, and made with mode 0600 when it is not there. */
export function openLocal(options: LocalOptions): Database {
  const { file } = options
  let connection: Connection | undefined
  let knownInode: number | undefined
  const attempt = <T>(action: (open: Connection) => T): T => {
    refuseReplaced(file, knownInode)
    connection ??= connect(options)
    knownInode = connection.inode
    try {
      return action(connection)
    } catch (error) {
      // After BUSY a prepared statement of this driver is never reset: only a new connection is safe.
      disconnect(connection)
      connection = undefined
      throw error
    }
  }
  return {
    location: file,
    query: async <R>(sql: string, args: Bind[] = []) =>
      patiently(options, () => attempt((open) => read(open, sql, args) as R[])),
    write: async (statements) => patiently(options, () => attempt((open) => writeAll(open, statements))),
    close: () => {
      if (connection) disconnect(connection)
      connection = undefined
    },
  }
}

function connect({ file, synchronous, busyTimeoutMs = 25 }: LocalOptions): Connection {
  makePrivate(file)
  const driver = new Driver(file, { timeout: busyTimeoutMs })
  driver.exec(
    `PRAGMA journal_mode=WAL; PRAGMA synchronous=${synchronous}; PRAGMA foreign_keys=ON; PRAGMA recursive_triggers=OFF`,
  )
  return { driver, inode: statSync(file).ino, statements: new Map() }
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

/** A file that was there once is never made anew: an empty database would look healthy. */
function refuseReplaced(file: string, knownInode: number | undefined): void {
  if (knownInode === undefined || statSync(file, { throwIfNoEntry: false })?.ino === knownInode) return
  throw new DatabaseError('unavailable', `${file}: the database file was removed or replaced while it was open`)
}

function disconnect({ driver, statements }: Connection): void {
  statements.clear()
  try {
    driver.close()
  } catch {
    // A connection that cannot be closed is left to the end of the process; it holds nothing that was promised.
  }
}

function read(connection: Connection, sql: string, args: Bind[]): unknown[] {
  return prepare(connection, sql).all(checkBinds(args))
}

function writeAll(connection: Connection, statements: Statement[]): Result[] {
  const { driver } = connection
  driver.exec('BEGIN IMMEDIATE')
  try {
    const results = statements.map((statement) => run(connection, statement))
    driver.exec('COMMIT')
    return results
  } catch (error) {
    rollBack(driver)
    throw error
  }
}

/** `.run()` on a statement that returns rows would keep the lock, so those go through `.all()`. */
function run(connection: Connection, { sql, args = [] }: Statement): Result {
  const statement = prepare(connection, sql)
  if (/\bRETURNING\b|^\s*(SELECT|WITH\b(?![\s\S]*\b(UPDATE|INSERT|DELETE)\b))/i.test(sql)) {
    const rows = statement.all(checkBinds(args)) as Result['rows']
    return { rows, changes: rows.length }
  }
  return { rows: [], changes: statement.run(checkBinds(args)).changes }
}

function prepare({ driver, statements }: Connection, sql: string): Driver.Statement {
  const known = statements.get(sql)
  if (known) return known
  if (statements.size >= maxStatements) statements.clear()
  const fresh = driver.prepare(sql)
  statements.set(sql, fresh)
  return fresh
}

function rollBack(driver: Driver.Database): void {
  try {
    driver.exec('ROLLBACK')
  } catch {
    // SQLite has rolled back by itself; the connection is closed by the caller either way.
  }
}

async function patiently<T>(
  { file, clock, random, busyPatienceMs = 5_000 }: LocalOptions,
  action: () => T,
): Promise<T> {
  const until = clock.monotonicMs() + busyPatienceMs
  for (let tries = 0; ; tries++) {
    try {
      return action()
    } catch (error) {
      if (!isBusy(error) || clock.monotonicMs() >= until) throw toDatabaseError(error, file)
    }
    await clock.sleep(Math.min(2 ** tries, 50) * (0.5 + random()))
  }
}

function isBusy(error: unknown): boolean {
  return (
    error instanceof Error &&
    /SQLITE_BUSY|database is locked|database table is locked/i.test(
      `${(error as { code?: string }).code} ${error.message}`,
    )
  )
}
