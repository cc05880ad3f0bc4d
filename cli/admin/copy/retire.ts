// The end of a source's life: a table says where the installation went, and triggers refuse every write of whatever program.
import type { Database, Statement } from '../../../shared/database/database.ts'
import { movedSentence, movedTo } from '../../../shared/database/database-retired.ts'
import { now } from '../../../shared/database/now.ts'
import { quote, type Schema } from './read-schema.ts'
import type { Ends } from './with-ends.ts'

/** Harmless when it was done before. */
export async function retire({ source, target }: Ends, { tables, ledger }: Schema): Promise<void> {
  if ((await retiredFor(source)) !== null) return
  await source.write([
    {
      sql: `CREATE TABLE ${movedTo} (
        one INTEGER PRIMARY KEY CHECK (one = 1), location TEXT NOT NULL, at INTEGER NOT NULL) STRICT`,
    },
    { sql: `INSERT INTO ${movedTo} (one, location, at) VALUES (1, ?, ${now})`, args: [target.location] },
    ...[...tables, ledger].flatMap(({ name }) => refusals(name, target.location)),
  ])
}

/** Takes it back; false where it was not retired. */
export async function reopen(source: Database): Promise<boolean> {
  if ((await retiredFor(source)) === null) return false
  const triggers = await source.query<{ name: string }>(
    `SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '${movedTo}\\_%' ESCAPE '\\'`,
  )
  await source.write([
    ...triggers.map(({ name }) => ({ sql: `DROP TRIGGER ${quote(name)}` })),
    { sql: `DROP TABLE ${movedTo}` },
  ])
  return true
}

/** Where the installation went, or null. */
export async function retiredFor(source: Database): Promise<string | null> {
  const found = await source.query('SELECT 1 FROM sqlite_master WHERE type = ? AND name = ?', ['table', movedTo])
  if (found.length === 0) return null
  const [row] = await source.query<{ location: string }>(`SELECT location FROM ${movedTo}`)
  return row?.location ?? ''
}

function refusals(table: string, location: string): Statement[] {
  const sentence = movedSentence(location).replaceAll("'", "''")
  return ['INSERT', 'UPDATE', 'DELETE'].map((verb) => ({
    sql: `CREATE TRIGGER ${quote(`${movedTo}_${table}_${verb.toLowerCase()}`)} BEFORE ${verb} ON ${quote(table)}
      BEGIN SELECT RAISE(ABORT, '${sentence}'); END`,
  }))
}
