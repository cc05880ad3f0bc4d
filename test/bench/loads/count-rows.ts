// Asks a database file how many there are of something, by a connection of its own.
import { systemClock } from '../../../shared/clock.ts'
import { openLocal } from '../../../shared/database/open-local.ts'

/** `sql` selects one number as `found`. */
export async function countRows(file: string, sql: string): Promise<number> {
  const database = openLocal({ file, synchronous: 'NORMAL', clock: systemClock, random: Math.random })
  try {
    const [row] = await database.query<{ found: number }>(sql)
    return row?.found ?? 0
  } finally {
    database.close()
  }
}
