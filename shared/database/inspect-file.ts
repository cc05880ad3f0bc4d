// Looks at a database file apart from the open connection: whether another program has it open, and whether it is damaged.
import type Driver from 'libsql'
import { DatabaseError } from './database.ts'
import { isBusy, isDamage, messageOf, type Opened, openDriver } from './load-driver.ts'
import { find } from './local-files.ts'

/**
 * SQLite would make a new log beside the one that another program still writes to, and one of both would be lost. Throws a
 * DatabaseError, which counts as busy while that program runs.
 */
export function refuseLostLog(file: string, busyTimeoutMs: number): void {
  const [main, log, index] = [find(file), find(`${file}-wal`), find(`${file}-shm`)]
  // SQLite removes the log of an empty file, though that is never its doing.
  if ((main?.size ?? 0) === 0 && (log?.size ?? 0) > 0) throw emptied(file)
  if ((main?.size ?? 0) === 0 || (log && index)) return
  // SQLite takes the index away first, so that this is nobody's half way.
  if (index) throw lostLog(file)
  try {
    inspect(file, { busyTimeoutMs, setting: 'locking_mode=EXCLUSIVE' }, () => undefined)
  } catch (error) {
    if (isBusy(error) && !hasLog(file)) throw heldWithoutLog(file, error)
  }
}

/** The first fault of the file as SQLite words it; null where it is whole. It reads all pages. */
export function findDamage(file: string, busyTimeoutMs: number): string | null {
  if (find(file)?.size === 0) return 'the file is empty'
  try {
    return inspect(file, { busyTimeoutMs, setting: 'locking_mode=NORMAL' }, (driver) => {
      const [row] = driver.prepare('PRAGMA inspected.quick_check(1)').all() as { quick_check: string }[]
      return row?.quick_check === 'ok' ? null : firstFault(row?.quick_check ?? '')
    })
  } catch (error) {
    if (isDamage(error)) return messageOf(error)
    throw error
  }
}

/** Below a heading that names the file. */
function firstFault(report: string): string {
  return report.split('\n').find((line) => line !== '' && !line.startsWith('***')) ?? report
}

type Settings = { busyTimeoutMs: number; setting: string }

/** One for the process, closed by hand: left to the end of the process, the driver would read what was freed. */
let inspector: Opened | undefined

/** Call it when the database is closed; the next look opens another one. */
export function closeInspector(): void {
  inspector?.driver.close()
  inspector = undefined
}

/** The driver frees a closed connection late, and its locks with it; a file that is detached is free at once. */
function inspect<T>(file: string, { busyTimeoutMs, setting }: Settings, look: (driver: Driver.Database) => T): T {
  inspector ??= openDriver(':memory:', { busyTimeoutMs })
  const { driver } = inspector
  driver.exec(`PRAGMA busy_timeout=${busyTimeoutMs}; PRAGMA ${setting}`)
  driver.exec(`ATTACH '${file.replaceAll("'", "''")}' AS inspected`)
  try {
    return look(driver)
  } finally {
    driver.exec('DETACH inspected')
  }
}

function hasLog(file: string): boolean {
  return find(`${file}-wal`) !== undefined && find(`${file}-shm`) !== undefined
}

function emptied(file: string): DatabaseError {
  return new DatabaseError(
    'unavailable',
    `${file}: the file is empty, and ${file}-wal is not: its content was cut off. Restore it from a backup, or remove both files to start with an empty database`,
  )
}

function lostLog(file: string): DatabaseError {
  return new DatabaseError(
    'unavailable',
    `${file}: ${file}-wal was removed, though it held what is not in the file yet. If a program still uses this database, stop it gracefully (SIGTERM, never SIGKILL): that saves all. Else put ${file}-wal back, or restore a backup; to go on without it, remove ${file}-shm too`,
  )
}

function heldWithoutLog(file: string, cause: unknown): DatabaseError {
  return new DatabaseError(
    'unavailable',
    `${file}: database is locked by a program that has no ${file}-wal or ${file}-shm there: either it has the file for itself, or they were removed while it ran. Stop it gracefully (SIGTERM, never SIGKILL), which saves all, and start this one again`,
    { cause },
  )
}
