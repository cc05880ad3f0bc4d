// Brings a database to this program's schema: forward only, each step whole or not at all, by whoever comes first.
import { type Database, DatabaseError, DatabaseRetiredError } from './database.ts'
import { refuseRetired, retirementTables } from './database-retired.ts'
import type { Migration } from './migration.ts'
import { released } from './migrations/released.ts'
import { now } from './now.ts'
import { checkForeignKeys, rebuildStatements } from './rebuild-tables.ts'

const ledger = 'schema_versions'
const latestOf = (migrations: Migration[]) => migrations.at(-1)?.version ?? 0

/** Applies what is missing; several processes may do so at once. Returns the versions applied here. */
export async function migrate(database: Database, migrations = released): Promise<number[]> {
  await makeLedger(database)
  const applied: number[] = []
  for (const migration of migrations) {
    if (migration.version <= (await schemaVersion(database)).version) continue
    if (await applyOnce(database, migration)) applied.push(migration.version)
  }
  refuseUnreadable(database, await schemaVersion(database), migrations)
  return applied
}

/** Throws a DatabaseError when the schema is missing or older than this program, a DatabaseRetiredError when it may not be used. */
export async function requireSchema(database: Database, migrations = released): Promise<void> {
  const found = await schemaVersion(database)
  const latest = latestOf(migrations)
  if (found.version < latest)
    throw new DatabaseError(
      'unavailable',
      `${database.location} has schema ${found.version}, this program needs ${latest}; run: storeplane admin migrate`,
    )
  refuseUnreadable(database, found, migrations)
}

/** Throws a DatabaseError when there is no schema, a DatabaseRetiredError when it may not be used; an older one is fine. */
export async function requireReadable(database: Database): Promise<void> {
  const found = await schemaVersion(database)
  if (found.version === 0) throw new DatabaseError('unavailable', `${database.location} is no database of Storeplane`)
  refuseUnreadable(database, found, released)
}

type SchemaVersion = { version: number; readableFrom: number }

async function schemaVersion(database: Database): Promise<SchemaVersion> {
  if (!(await usableTables(database)).includes(ledger)) return { version: 0, readableFrom: 0 }
  const [row] = await database.query<{ version: number | null; readable_from: number | null }>(
    `SELECT MAX(version) AS version, MAX(readable_from) AS readable_from FROM ${ledger}`,
  )
  return { version: row?.version ?? 0, readableFrom: row?.readable_from ?? 0 }
}

async function usableTables(database: Database): Promise<string[]> {
  const looked = [ledger, ...retirementTables].map((name) => `'${name}'`).join(', ')
  const rows = await database.query<{ name: string }>(
    `SELECT name FROM sqlite_master WHERE type = 'table' AND name IN (${looked})`,
  )
  const names = rows.map(({ name }) => name)
  await refuseRetired(database, names)
  return names
}

async function makeLedger(database: Database): Promise<void> {
  if ((await usableTables(database)).includes(ledger)) return
  await database.write([
    {
      sql: `CREATE TABLE IF NOT EXISTS ${ledger} (
        version INTEGER PRIMARY KEY, readable_from INTEGER NOT NULL, applied_at INTEGER NOT NULL) STRICT`,
    },
  ])
}

/** The ledger's row comes first: where another process was quicker, it is taken and nothing of this step happens. */
async function applyOnce(
  database: Database,
  { version, readableFrom, rebuild = [], statements }: Migration,
): Promise<boolean> {
  const claimed = `INSERT INTO ${ledger} (version, readable_from, applied_at) VALUES (${version}, ${readableFrom}, ${now})`
  const rebuilds = await rebuildStatements(database, rebuild)
  const foreignKeys = rebuilds.length === 0
  try {
    await database.changeSchema({
      statements: [claimed, ...rebuilds, ...statements, ...(foreignKeys ? [] : checkForeignKeys)],
      foreignKeys,
    })
    return true
  } catch (error) {
    if (error instanceof DatabaseError && error.kind === 'unique') return false
    throw error
  }
}

function refuseUnreadable(
  { location }: Database,
  { version, readableFrom }: SchemaVersion,
  migrations: Migration[],
): void {
  const latest = latestOf(migrations)
  if (readableFrom > latest)
    throw new DatabaseRetiredError(
      `${location} has schema ${version}, which this program (schema ${latest}) cannot read; upgrade the program`,
    )
}
