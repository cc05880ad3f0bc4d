// Takes the rows over, page by page, each page in one write; what is there already is left out.
import type { Database, Statement } from '../../../shared/database/database.ts'
import type { Context } from '../../context.ts'
import { lastKey, pages, type Values } from './pages.ts'
import { quote, quoteAll, type Schema, type Table } from './read-schema.ts'
import type { Ends } from './with-ends.ts'

const tellEveryMs = 1_000

/** Pages come in the order of the key, so that what is missing lies behind the last row that is there. */
export async function copyRows(
  { source, target }: Ends,
  { tables }: Schema,
  { clock, note }: Pick<Context, 'clock' | 'note'>,
): Promise<void> {
  let toldAtMs = clock.monotonicMs()
  for (const table of tables) {
    for await (const rows of pages(source, table, await lastKey(target, table))) {
      await target.write([insertion(table, rows)])
      if (clock.monotonicMs() - toldAtMs < tellEveryMs) continue
      toldAtMs = clock.monotonicMs()
      note(`copying ${table.name}: ${await countOf(target, table)} of ${await countOf(source, table)} rows`)
    }
  }
}

async function countOf(database: Database, { name }: Table): Promise<number> {
  const [row] = await database.query<{ rows: number }>(`SELECT COUNT(*) AS rows FROM ${quote(name)}`)
  return row?.rows ?? 0
}

/** Numbers arrive as they were: all tables are STRICT, so that an INTEGER column takes back what a driver binds as REAL. */
function insertion({ name, columns }: Table, rows: Values[]): Statement {
  const places = `(${columns.map(() => '?').join(', ')})`
  return {
    sql: `INSERT INTO ${quote(name)} (${quoteAll(columns)}) VALUES ${rows.map(() => places).join(', ')}`,
    args: rows.flat(),
  }
}
