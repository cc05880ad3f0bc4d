// What a database is made of, read from itself: a copy has the schema of its source, whichever version that is.
import type { Database } from '../../../shared/database/database.ts'
import { movedTo, outOfUseTables } from '../../../shared/database/out-of-use.ts'
import { ExitError } from '../../../shared/errors.ts'

export type Table = {
  name: string
  sql: string
  /** Those that hold something; generated ones are left out. */
  columns: string[]
  /** The columns of its primary key, in their order. */
  key: string[]
}
export type Schema = {
  /** In the order in which they were made, so that what a row refers to comes before it; without the ledger of versions. */
  tables: Table[]
  ledger: Table
  indexes: string[]
  triggers: string[]
}

const ledgerName = 'schema_versions'

export async function readSchema(database: Database): Promise<Schema> {
  const parts = await database.query<{ type: string; name: string; sql: string | null }>(
    'SELECT type, name, sql FROM sqlite_master ORDER BY rowid',
  )
  const named = parts.filter(
    ({ name }) => !/^(sqlite|libsql)_/.test(name) && !(outOfUseTables as readonly string[]).includes(name),
  )
  const tables: Table[] = []
  for (const { name, sql } of named.filter(({ type }) => type === 'table'))
    tables.push({ name, sql: sql ?? '', ...(await readColumns(database, name)) })
  const ledger = tables.find(({ name }) => name === ledgerName)
  if (ledger === undefined) throw new ExitError(1, `${database.location} is no database of Storeplane`)
  return {
    tables: tables.filter((one) => one !== ledger),
    ledger,
    indexes: named.flatMap(({ type, sql }) => (type === 'index' && sql ? [sql] : [])),
    triggers: named.flatMap(({ type, name, sql }) =>
      type === 'trigger' && !name.startsWith(`${movedTo}_`) && sql ? [sql] : [],
    ),
  }
}

async function readColumns(database: Database, table: string): Promise<Pick<Table, 'columns' | 'key'>> {
  const columns = await database.query<{ name: string; pk: number }>('SELECT name, pk FROM pragma_table_info(?)', [
    table,
  ])
  const key = columns.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk)
  if (key.length === 0) throw new ExitError(1, `the table ${table} has no primary key and cannot be copied`)
  return { columns: columns.map(({ name }) => name), key: key.map(({ name }) => name) }
}

/** A name as SQL. */
export const quote = (name: string) => `"${name.replaceAll('"', '""')}"`
export const quoteAll = (names: string[]) => names.map(quote).join(', ')
