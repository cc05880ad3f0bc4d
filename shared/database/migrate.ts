// Brings a database to this program's schema: forward only, each step whole or not at all, by whoever comes first.
import { type Database, DatabaseError, type Statement } from './database.ts'
import { first } from './migrations/0001-first.ts'
import { now } from './now.ts'

export type Migration = {
  version: number
  /** The oldest program schema that can still read what this step makes. */
  readableFrom: number
  statements: string[]
}

const migrations: Migration[] = [first]
const latest = migrations.length

/** Applies what is missing; several processes may do so at once. Returns the versions applied here. */
export async function migrate(database: Database): Promise<number[]> {
  await makeLedger(database)
  const applied: number[] = []
  for (const migration of migrations) {
    if (migration.version <= (await schemaVersion(database)).version) continue
    if (await applyOnce(database, migration)) applied.push(migration.version)
  }
  await refuseUnreadable(database)
  return applied
}

/** Throws a DatabaseError when the schema is missing, older than this program, or no longer readable for it. */
export async function requireSchema(database: Database): Promise<void> {
  const { version } = await schemaVersion(database)
  if (version < latest)
    throw new DatabaseError(
      'unavailable',
      `${database.location} has schema ${version}, this program needs ${latest}; run: storeplane admin migrate`,
    )
  await refuseUnreadable(database)
}

async function schemaVersion(database: Database): Promise<{ version: number; readableFrom: number }> {
  const tables = await database.query("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'schema_versions'")
  if (tables.length === 0) return { version: 0, readableFrom: 0 }
  const [row] = await database.query<{ version: number | null; readable_from: number | null }>(
    'SELECT MAX(version) AS version, MAX(readable_from) AS readable_from FROM schema_versions',
  )
  return { version: row?.version ?? 0, readableFrom: row?.readable_from ?? 0 }
}

async function makeLedger(database: Database): Promise<void> {
  const known = await database.query("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'schema_versions'")
  if (known.length > 0) return
  await database.write([
    {
      sql: `CREATE TABLE IF NOT EXISTS schema_versions (
        version INTEGER PRIMARY KEY, readable_from INTEGER NOT NULL, applied_at INTEGER NOT NULL) STRICT`,
    },
  ])
}

/** The ledger's row comes first: where another process was quicker, it is taken and nothing of this step happens. */
async function applyOnce(database: Database, { version, readableFrom, statements }: Migration): Promise<boolean> {
  const ledger: Statement = {
    sql: `INSERT INTO schema_versions (version, readable_from, applied_at) VALUES (?, ?, ${now})`,
    args: [version, readableFrom],
  }
  try {
    await database.write([ledger, ...statements.map((sql) => ({ sql }))])
    return true
  } catch (error) {
    if (error instanceof DatabaseError && error.kind === 'unique') return false
    throw error
  }
}

async function refuseUnreadable(database: Database): Promise<void> {
  const { version, readableFrom } = await schemaVersion(database)
  if (readableFrom > latest)
    throw new DatabaseError(
      'unavailable',
      `${database.location} has schema ${version}, which this program (schema ${latest}) cannot read; upgrade the program`,
    )
}
