// The rows of a table in the order of its key, a page at a time, however many there are.
import type { Bind, Database } from '../../../shared/database/database.ts'
import { quote, quoteAll, type Table } from './read-schema.ts'

/** With evidence of 16 KiB in each row a page stays below the 10 MB that a server answers at most. */
const pageRows = 200
/** The content of a release may take 1 MB, and a call may take 5 s. */
const rowsOf = ({ name }: Table) => (name === 'releases' ? 1 : pageRows)

export type Values = Bind[]

/** Each row as its values in the order of `columns`; from the row behind `after` on, which is a key. */
export async function* pages(database: Database, table: Table, after: Values | null = null): AsyncGenerator<Values[]> {
  let last = after
  for (;;) {
    const rows = await readPage(database, table, last)
    if (rows.length > 0) yield rows
    if (rows.length < rowsOf(table)) return
    last = keyOf(table, rows.at(-1) as Values)
  }
}

/** The key of the last row, or null where there is none. */
export async function lastKey(database: Database, { name, key }: Table): Promise<Values | null> {
  const order = key.map((column) => `${quote(column)} DESC`).join(', ')
  const [row] = await database.query<Record<string, Bind>>(
    `SELECT ${quoteAll(key)} FROM ${quote(name)} ORDER BY ${order} LIMIT 1`,
  )
  return row === undefined ? null : key.map((column) => row[column] ?? null)
}

async function readPage(database: Database, table: Table, after: Values | null): Promise<Values[]> {
  const { name, columns, key } = table
  const behind = after === null ? '' : `WHERE (${quoteAll(key)}) > (${after.map(() => '?').join(', ')})`
  const rows = await database.query<Record<string, Bind>>(
    `SELECT ${quoteAll(columns)} FROM ${quote(name)} ${behind} ORDER BY ${quoteAll(key)} LIMIT ${rowsOf(table)}`,
    after ?? [],
  )
  return rows.map((row) => columns.map((column) => row[column] ?? null))
}

function keyOf({ columns, key }: Table, values: Values): Values {
  return key.map((column) => values[columns.indexOf(column)] ?? null)
}
