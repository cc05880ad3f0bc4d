// The native driver of database files, and how its errors are told apart.
import { createRequire } from 'node:module'
import type Driver from 'libsql'

/** Loaded with the first file: with a database server's URL no native code may be needed, and a bundle's imports run at its start. */
export function loadDriver(): typeof Driver {
  return createRequire(import.meta.url)('libsql')
}

export type Opened = {
  driver: Driver.Database
  /** The driver closes a connection twice, the second time in freed memory, unless a statement outlives it: this one does. */
  lastStatement: Driver.Statement
}

export function openDriver(path: string, { busyTimeoutMs }: { busyTimeoutMs: number }): Opened {
  const driver = new (loadDriver())(path, { timeout: busyTimeoutMs })
  return { driver, lastStatement: driver.prepare('SELECT 1') }
}

export function isBusy(error: unknown): boolean {
  return /SQLITE_BUSY|database is locked|database table is locked/i.test(messageOf(error))
}

export function isDamage(error: unknown): boolean {
  return /SQLITE_CORRUPT|SQLITE_NOTADB|SQLITE_IOERR_SHORT_READ|disk image is malformed|file is not a database/i.test(
    messageOf(error),
  )
}

const cures: [says: RegExp, cure: string][] = [
  [/SQLITE_FULL/, 'make room on its disk'],
  [/SQLITE_READONLY/, 'let this user write the file and its folder'],
  [/SQLITE_IOERR/, 'look at the disk: it may be full, over a limit, or failing'],
]

/** SQLite's words with what to do. */
export function withCure(error: unknown): unknown {
  const [, cure] = cures.find(([says]) => says.test(messageOf(error))) ?? []
  return cure === undefined || !(error instanceof Error)
    ? error
    : new Error(`${error.message}; ${cure}`, { cause: error })
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? `${(error as { code?: string }).code} ${error.message}` : ''
}
