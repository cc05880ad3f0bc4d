// A database with stores that wait for a poller, in a folder of its own; who starts the poller is the measure's business.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { systemClock } from '../../../shared/clock.ts'
import type { Database } from '../../../shared/database/database.ts'
import { migrate } from '../../../shared/database/migrate.ts'
import { openLocal } from '../../../shared/database/open-local.ts'
import { createStore, localCaller } from '../../../shared/stores/index.ts'
import { baseEnvironment } from '../../support/stack.ts'
import type { Bench } from '../measure.ts'

export type BenchPlane = { database: Database; file: string; environment: Record<string, string> }

let opened = 0

export async function openPlane(
  { folder: runFolder, defer }: Bench,
  { names, settings }: { names: string[]; settings: Record<string, string> },
): Promise<BenchPlane> {
  const folder = join(runFolder, `plane-${++opened}`)
  mkdirSync(folder)
  const file = join(folder, 'stores.db')
  const database = openLocal({ file, synchronous: 'NORMAL', clock: systemClock, random: Math.random })
  defer(() => database.close())
  await migrate(database)
  for (const name of names)
    await createStore(database, { name, engine: 'woocommerce', caller: localCaller, requestId: null })
  return { database, file, environment: { ...baseEnvironment(folder), ...settings } }
}
