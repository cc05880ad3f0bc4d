// The proof of a copy: every table read again from both ends, counted, and summed up over all its values.
import { createHash } from 'node:crypto'
import type { Database } from '../../../shared/database/database.ts'
import { ExitError } from '../../../shared/errors.ts'
import { pages } from './pages.ts'
import type { Schema, Table } from './read-schema.ts'
import type { Ends } from './with-ends.ts'

export type Compared = { name: string; rows: number; sha256: string }

/** Throws an ExitError that names every table that differs. */
export async function compare({ source, target }: Ends, { tables }: Schema): Promise<Compared[]> {
  const compared: Compared[] = []
  const differing: string[] = []
  for (const table of tables) {
    const [there, here] = [await sumUp(source, table), await sumUp(target, table)]
    compared.push(here)
    if (there.sha256 !== here.sha256) differing.push(`${table.name} (${there.rows} rows, in the copy ${here.rows})`)
  }
  if (differing.length === 0) return compared
  throw new ExitError(
    1,
    `the databases differ in ${differing.join(', ')}: a program writes to one of them, or has written since the copy was started. ` +
      'Stop functions and pollers, then run this again with --restart',
  )
}

async function sumUp(database: Database, table: Table): Promise<Compared> {
  const hash = createHash('sha256')
  let rows = 0
  for await (const page of pages(database, table)) {
    rows += page.length
    for (const values of page) hash.update(`${JSON.stringify(values)}\n`)
  }
  return { name: table.name, rows, sha256: hash.digest('hex') }
}
