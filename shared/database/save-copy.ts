// A whole copy of a database whose file was removed, through the connection that still has it open.
import { closeSync, openSync, rmSync } from 'node:fs'
import type Driver from 'libsql'

/** One for each program: what they hold is the same, and none waits for another. */
export const savedName = (file: string, pid: number) => `${file}.saved-${pid}`

/** Readable for its owner alone. Whether it is there is all that can be said: the program is about to end. */
export function saveCopy(driver: Driver.Database, copy: string): void {
  try {
    closeSync(openSync(copy, 'wx', 0o600))
    driver.exec(`VACUUM INTO '${copy.replaceAll("'", "''")}'`)
  } catch {
    rmSync(copy, { force: true })
  }
}
