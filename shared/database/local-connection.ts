// One connection of `libsql`: every write is an immediate transaction framed by exec, the only form in which the driver
// never loses an acknowledged write after SQLITE_BUSY.
import { createRequire } from 'node:module'
import type Driver from 'libsql'
import { type Binds, checkBinds, type Result, type SchemaStep, type Statement } from './database.ts'

export type Connection = {
  driver: Driver.Database
  statements: Map<string, Driver.Statement>
  /** The driver closes a connection twice, the second time in freed memory, unless a statement outlives it: this one does. */
  lastStatement: Driver.Statement
  /** It must not be used again. */
  mustReconnect: boolean
}

const maxStatements = 200

export type ConnectOptions = { file: string; synchronous: 'FULL' | 'NORMAL'; busyTimeoutMs: number }

export function connect({ file, synchronous, busyTimeoutMs }: ConnectOptions): Connection {
  const driver = new (loadDriver())(file, { timeout: busyTimeoutMs })
  const connection = { driver, statements: new Map(), lastStatement: driver.prepare('SELECT 1'), mustReconnect: false }
  try {
    driver.exec(
      `PRAGMA journal_mode=WAL; PRAGMA synchronous=${synchronous}; PRAGMA foreign_keys=ON; PRAGMA recursive_triggers=OFF`,
    )
    return connection
  } catch (error) {
    disconnect(connection)
    throw error
  }
}

/** Loaded with the first file: with a database server's URL no native code may be needed, and a bundle's imports run at its start. */
function loadDriver(): typeof Driver {
  return createRequire(import.meta.url)('libsql')
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

export function isBusy(error: unknown): boolean {
  return /SQLITE_BUSY|database is locked|database table is locked/i.test(messageOf(error))
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? `${(error as { code?: string }).code} ${error.message}` : ''
}
