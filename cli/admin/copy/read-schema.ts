// What a database is made of, read from itself: a copy has the schema of its source, whichever version that is.
import type { Database } from '../../../shared/database/database.ts'
import { movedTo, retirementTables } from '../../../shared/database/database-retired.ts'
import { ExitError } from '../../../shared/errors.ts'

export type Table = {
  name: string
  sql: string
  /** Those that hold something; generated ones are left out. */
  columns: string[]
  /** The columns of its primary key, in their order. */
  key: string[]
  /** The tables that its rows refer to. */
  parents: string[]
}
export type Schema = {
  /** What a row refers to comes before it; without the ledger of versions. */
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
    ({ name }) => !/^(sqlite|libsql)_/.test(name) && !(retirementTables as readonly string[]).includes(name),
  )
  const tables: Table[] = []
  for (const { name, sql } of named.filter(({ type }) => type === 'table'))
    tables.push({ name, sql: sql ?? '', ...(await readColumns(database, name)) })
  const ledger = tables.find(({ name }) => name === ledgerName)
  if (ledger === undefined) throw new ExitError(1, `${database.location} is no database of Storeplane`)
  return {
    tables: parentsFirst(tables.filter((one) => one !== ledger)),
    ledger,
    indexes: named.flatMap(({ type, sql }) => (type === 'index' && sql ? [sql] : [])),
    triggers: named.flatMap(({ type, name, sql }) =>
      type === 'trigger' && !name.startsWith(`${movedTo}_`) && sql ? [sql] : [],
    ),
  }
}

async function readColumns(database: Database, table: string): Promise<Omit<Table, 'name' | 'sql'>> {
  const columns = await database.query<{ name: string; pk: number }>('SELECT name, pk FROM pragma_table_info(:table)', {
    table,
  })
  const key = columns.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk)
  if (key.length === 0) throw new ExitError(1, `the table ${table} has no primary key and cannot be copied`)
  const parents = await database.query<{ parent: string }>(
    'SELECT DISTINCT "table" AS parent FROM pragma_foreign_key_list(:table)',
    { table },
  )
  return {
    columns: columns.map(({ name }) => name),
    key: key.map(({ name }) => name),
    parents: parents.map(({ parent }) => parent).filter((parent) => parent !== table),
  }
}

/** Otherwise in the order in which they were made; a table that was rebuilt is the last of them. */
function parentsFirst(tables: Table[]): Table[] {
  const sorted: Table[] = []
  while (sorted.length < tables.length) {
    const next = tables.find(
      (one) => !sorted.includes(one) && one.parents.every((parent) => sorted.some(({ name }) => name === parent)),
    )
    if (next === undefined) {
      const left = tables.filter((one) => !sorted.includes(one)).map(({ name }) => name)
      throw new ExitError(1, `the tables ${left.join(', ')} refer to each other and cannot be copied one by one`)
    }
    sorted.push(next)
  }
  return sorted
}

/** A name as SQL. */
export const quote = (name: string) => `"${name.replaceAll('"', '""')}"`
export const quoteAll = (names: string[]) => names.map(quote).join(', ')
