// The statements that replace tables under the rows that refer to them, while foreign keys are off, and check them at the end.
import type { Database } from './database.ts'
import type { TableRebuild } from './migration.ts'

/** Reads what the tables are made of now. The schema must not change until the statements run. */
export async function rebuildStatements(database: Database, rebuilds: readonly TableRebuild[]): Promise<string[]> {
  if (rebuilds.length === 0) return []
  const parts = await readParts(database)
  const dropped = rebuilds.flatMap(({ droppedParts = [] }) => droppedParts)
  const kept = parts.filter(({ name }) => !dropped.includes(name))
  const triggers = ofType(parts, 'trigger')
  const tables = await Promise.all(
    rebuilds.map(async (rebuild) => [
      ...replaceTable(rebuild, await columnsOf(database, rebuild.table)),
      ...ofType(kept, 'index')
        .filter(({ table }) => table === rebuild.table)
        .map(({ sql }) => sql),
    ]),
  )
  // A trigger that names a table which is not there for the moment would refuse the renaming.
  return [
    ...triggers.map(({ name }) => `DROP TRIGGER ${name}`),
    ...tables.flat(),
    ...ofType(kept, 'trigger').map(({ sql }) => sql),
  ]
}

/** Fails where a row refers to one that is not there: there is no such statement, so a constraint says it. */
export const checkForeignKeys = [
  'CREATE TABLE checked (violations INTEGER CONSTRAINT foreign_keys_hold CHECK (violations = 0)) STRICT',
  'INSERT INTO checked SELECT COUNT(*) FROM pragma_foreign_key_check',
  'DROP TABLE checked',
]

type Part = { type: string; name: string; table: string; sql: string }

/** In the order in which they were made, which is that of triggers of the same event. */
function readParts(database: Database): Promise<Part[]> {
  return database.query<Part>(
    'SELECT type, name, tbl_name AS "table", sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid',
  )
}

function ofType(parts: Part[], type: string): Part[] {
  return parts.filter((part) => part.type === type)
}

async function columnsOf(database: Database, table: string): Promise<string[]> {
  const rows = await database.query<{ name: string }>('SELECT name FROM pragma_table_info(:table)', { table })
  return rows.map(({ name }) => name)
}

function replaceTable({ table, create, values = {}, droppedColumns = [] }: TableRebuild, columns: string[]): string[] {
  const rebuilt = `rebuilt_${table}`
  const begins = `CREATE TABLE ${table} (`
  if (!create.trimStart().startsWith(begins)) throw new Error(`the rebuild of ${table} must begin with "${begins}"`)
  const kept = columns.filter((column) => !droppedColumns.includes(column) && !Object.hasOwn(values, column))
  const filled = [...kept.map((column) => [column, column]), ...Object.entries(values)]
  return [
    create.replace(begins, `CREATE TABLE ${rebuilt} (`),
    `INSERT INTO ${rebuilt} (${filled.map(([column]) => column).join(', ')})
      SELECT ${filled.map(([, value]) => value).join(', ')} FROM ${table}`,
    ...(/\bAUTOINCREMENT\b/.test(create) ? keepMetrics(table, rebuilt) : []),
    `DROP TABLE ${table}`,
    `ALTER TABLE ${rebuilt} RENAME TO ${table}`,
  ]
}

/** The number of a row that was removed since is not given again. */
function keepMetrics(table: string, rebuilt: string): string[] {
  return [
    `DELETE FROM sqlite_sequence WHERE name = '${rebuilt}'`,
    `INSERT INTO sqlite_sequence (name, seq) SELECT '${rebuilt}', seq FROM sqlite_sequence WHERE name = '${table}'`,
  ]
}
