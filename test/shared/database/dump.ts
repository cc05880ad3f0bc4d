// A whole database as SQL text, to be kept: what it is made of, then its rows, then the triggers, which are to write nothing anew.
import { join } from 'node:path'
import Driver from 'libsql'
import { pages } from '../../../cli/admin/copy/pages.ts'
import { quoteAll, readSchema, type Table } from '../../../cli/admin/copy/read-schema.ts'
import type { Bind, Database } from '../../../shared/database/database.ts'

/** Where the text of a released schema is kept. */
export const textOf = (version: number) =>
  join(import.meta.dirname, 'versions', `${String(version).padStart(4, '0')}.sql`)

export async function dump(database: Database): Promise<string> {
  const { tables, ledger, indexes, triggers } = await readSchema(database)
  const made = [...tables, ledger].map(({ sql }) => sql)
  const rows = await Promise.all([...tables, ledger].map((table) => insertions(database, table)))
  const sequences = await database.query<{ name: string; seq: number }>('SELECT name, seq FROM sqlite_sequence')
  return [
    ...made,
    ...indexes,
    ...rows.flat(),
    'DELETE FROM sqlite_sequence',
    ...sequences.map(({ name, seq }) => `INSERT INTO sqlite_sequence (name, seq) VALUES (${literal(name)}, ${seq})`),
    ...triggers,
  ]
    .map((statement) => `${statement};\n`)
    .join('')
}

/** Makes the database `file` anew from such a text. */
export function load(file: string, sql: string): void {
  const driver = new Driver(file)
  driver.exec(`BEGIN;\n${sql}COMMIT;`)
  driver.close()
}

async function insertions(database: Database, table: Table): Promise<string[]> {
  const statements: string[] = []
  for await (const page of pages(database, table))
    for (const values of page)
      statements.push(
        `INSERT INTO ${table.name} (${quoteAll(table.columns)}) VALUES (${values.map(literal).join(', ')})`,
      )
  return statements
}

function literal(value: Bind): string {
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value ?? 'NULL')
}
