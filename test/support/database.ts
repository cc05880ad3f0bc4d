// A database file of one's own for a test file, migrated, in a folder that is removed afterwards.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '../../shared/clock.ts'
import type { Database } from '../../shared/database/database.ts'
import { migrate } from '../../shared/database/migrate.ts'
import { openLocal } from '../../shared/database/open-local.ts'

export type TestDatabase = {
  database: Database
  file: string
  folder: string
  /** Another connection to the same file, as another process would have. */
  another(): Database
  remove(): void
}

export async function makeDatabase(): Promise<TestDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'storeplane-test-'))
  const file = join(folder, 'stores.db')
  const open = () => openLocal({ file, synchronous: 'NORMAL', clock: systemClock, random: Math.random })
  const opened = [open()]
  const [database] = opened as [Database]
  await migrate(database)
  return {
    database,
    file,
    folder,
    another: () => {
      const fresh = open()
      opened.push(fresh)
      return fresh
    },
    remove: () => {
      for (const one of opened) one.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
