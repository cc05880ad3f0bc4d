// One connection of `libsql`: every write is an immediate transaction framed by exec, the only form in which the driver
// never loses an acknowledged write after SQLITE_BUSY.
import type Driver from 'libsql'
import { type Binds, checkBinds, type Result, type SchemaStep, type Statement } from './database.ts'
import { isBusy, type Opened, openDriver } from './load-driver.ts'
import { find } from './local-files.ts'

export type Connection = Opened & {
  statements: Map<string, Driver.Statement>
  /** It must not be used again. */
  mustReconnect: boolean
}

const maxStatements = 200
/** Of SQLite's format. */
const logHeaderBytes = 32
const frameHeaderBytes = 24
/** More than the pages that a creation changes. */
const requestBytes = 163_840

export type ConnectOptions = { file: string; synchronous: 'FULL' | 'NORMAL'; busyTimeoutMs: number }

export function connect({ file, synchronous, busyTimeoutMs }: ConnectOptions): Connection {
  const connection = { ...openDriver(file, { busyTimeoutMs }), statements: new Map(), mustReconnect: false }
  try {
    connection.driver.exec(
      `PRAGMA journal_mode=WAL; PRAGMA synchronous=${synchronous}; PRAGMA foreign_keys=ON; PRAGMA recursive_triggers=OFF`,
    )
    return connection
  } catch (error) {
    disconnect(connection)
    throw error
  }
}

/** The driver frees a closed connection and its file handles only when the statements are collected: closing is for need alone. */
export function disconnect({ driver, statements }: Connection): void {
  statements.clear()
  try {
    driver.close()
  } catch {
    // A connection that cannot be closed is left to the end of the process; it holds nothing that was promised.
  }
}

export function read(connection: Connection, sql: string, args: Binds): unknown[] {
  checkBinds(sql, args)
  return withPrepared(connection, sql, (statement) => statement.all(args))
}

export function writeAll(connection: Connection, statements: Statement[]): Result[] {
  const { driver } = connection
  driver.exec('BEGIN IMMEDIATE')
  try {
    const results = statements.map((statement) => run(connection, statement))
    driver.exec('COMMIT')
    return results
  } catch (error) {
    rollBack(connection)
    throw error
  }
}

/** Whether foreign keys hold belongs to the connection, and cannot be changed within a transaction. */
export function changeSchema(connection: Connection, { statements, foreignKeys }: SchemaStep): void {
  const { driver } = connection
  if (!foreignKeys) driver.exec('PRAGMA foreign_keys=OFF')
  try {
    driver.exec('BEGIN IMMEDIATE')
    try {
      for (const sql of statements) driver.exec(sql)
      driver.exec('COMMIT')
    } catch (error) {
      rollBack(connection)
      throw error
    }
  } finally {
    driver.exec('PRAGMA foreign_keys=ON')
  }
}

/** What the index of the log counts must be in it: null where it is. Throws what SQLite meets where a page is missing. */
export function findMissingLog({ driver }: Connection, log: string): string | null {
  const [pages] = driver.prepare('PRAGMA page_size').all() as { page_size: number }[]
  const [checkpoint] = driver.prepare('PRAGMA wal_checkpoint(PASSIVE)').all() as { busy: number; log: number }[]
  if (!checkpoint || !pages || checkpoint.log < 0) throw new Error('SQLITE_BUSY: another program moves the log')
  const wantedBytes = checkpoint.log === 0 ? 0 : logHeaderBytes + checkpoint.log * (frameHeaderBytes + pages.page_size)
  const bytes = find(log)?.size ?? 0
  return bytes >= wantedBytes ? null : `${log} has ${bytes} bytes of ${wantedBytes}`
}

/** As much of the log as can be goes into the file; what a reader needs stays for the next time. */
export function moveLog({ driver }: Connection): void {
  try {
    driver.exec('PRAGMA wal_checkpoint(PASSIVE)')
  } catch {
    // It is done again with each call, and at the end.
  }
}

/**
 * Writes as much as a request does, and takes it back: a small cache makes SQLite write pages before the end, and the log keeps
 * the room. A smaller proof would succeed where a request finds no room.
 */
export function reserveRoom(connection: Connection): void {
  const { driver } = connection
  driver.exec('BEGIN IMMEDIATE')
  try {
    driver.exec('PRAGMA cache_size=1')
    driver.exec(`CREATE TABLE room (filler BLOB); INSERT INTO room VALUES (zeroblob(${requestBytes}))`)
  } finally {
    rollBack(connection)
    driver.exec('PRAGMA cache_size=-2000')
  }
}

/** `.run()` on a statement that returns rows would keep the lock, so those go through `.all()`. */
function run(connection: Connection, { sql, args = [] }: Statement): Result {
  checkBinds(sql, args)
  return withPrepared(connection, sql, (statement) => {
    if (!returnsRows.test(sql)) return { rows: [], changes: statement.run(args).changes }
    const rows = statement.all(args) as Result['rows']
    return { rows, changes: rows.length }
  })
}

const returnsRows = /\bRETURNING\b|^\s*(SELECT|WITH\b(?![\s\S]*\b(UPDATE|INSERT|DELETE)\b))/i

/** A statement that failed is never run again; after BUSY it is never reset either, and only a new connection is safe. */
function withPrepared<T>(connection: Connection, sql: string, action: (statement: Driver.Statement) => T): T {
  try {
    return action(prepare(connection, sql))
  } catch (error) {
    connection.statements.delete(sql)
    connection.mustReconnect ||= isBusy(error)
    throw error
  }
}

function prepare({ driver, statements }: Connection, sql: string): Driver.Statement {
  const known = statements.get(sql)
  if (known) return known
  if (statements.size >= maxStatements) statements.clear()
  const fresh = driver.prepare(sql)
  statements.set(sql, fresh)
  return fresh
}

/** After some errors SQLite has rolled back by itself, and says so by refusing. */
function rollBack(connection: Connection): void {
  try {
    connection.driver.exec('ROLLBACK')
  } catch {
    connection.mustReconnect ||= connection.driver.inTransaction
  }
}
