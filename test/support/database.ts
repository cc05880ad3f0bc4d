// A database of one's own for a test file, migrated, and removed afterwards: a file, or a server where the run says so.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '../../shared/clock.ts'
import type { Database } from '../../shared/database/database.ts'
import { migrate } from '../../shared/database/migrate.ts'
import { openLocal } from '../../shared/database/open-local.ts'
import { openRemote } from '../../shared/database/open-remote.ts'
import { onServer } from './database-kind.ts'
import { startSqld } from './sqld.ts'

export type TestDatabase = {
  database: Database
  /** Where it is on the disk; on a server there is nothing. */
  file: string
  folder: string
  /** Another connection to the same database, as another process would have. */
  another(): Database
  remove(): void | Promise<void>
}

export async function makeDatabase(): Promise<TestDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'storeplane-test-'))
  const file = join(folder, 'stores.db')
  const server = onServer ? await startSqld({ auth: true }) : undefined
  const open = () =>
    server === undefined
      ? openLocal({ file, synchronous: 'NORMAL', clock: systemClock, random: Math.random })
      : openRemote({ url: server.url, authToken: server.token })
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
      return server?.stop()
    },
  }
}
