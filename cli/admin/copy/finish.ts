// The last step of a copy, whole or not at all: what makes the target a database that programs use.
import type { Bind, Database, Statement } from '../../../shared/database/database.ts'
import { unfinishedCopy } from '../../../shared/database/database-retired.ts'
import { quoteAll, type Schema } from './read-schema.ts'
import type { Ends } from './with-ends.ts'

/** Triggers, the numbers that were given to events already, and the ledger of versions. */
export async function finish({ source, target }: Ends, { ledger, triggers }: Schema): Promise<void> {
  const versions = await source.query<Record<string, Bind>>(`SELECT ${quoteAll(ledger.columns)} FROM schema_versions`)
  await target.write([
    ...triggers.map((sql) => ({ sql })),
    ...(await sequences(source)),
    { sql: ledger.sql },
    ...versions.map((row) => ({
      sql: `INSERT INTO schema_versions (${quoteAll(ledger.columns)}) VALUES (${ledger.columns.map(() => '?').join(', ')})`,
      args: ledger.columns.map((column) => row[column] ?? null),
    })),
    { sql: `DROP TABLE ${unfinishedCopy}` },
  ])
}

/** An event's number is never given twice, also not that of one that was removed since. */
async function sequences(source: Database): Promise<Statement[]> {
  const rows = await source.query<{ name: string; seq: number }>('SELECT name, seq FROM sqlite_sequence')
  return rows.flatMap(({ name, seq }) => [
    { sql: 'DELETE FROM sqlite_sequence WHERE name = ?', args: [name] },
    { sql: 'INSERT INTO sqlite_sequence (name, seq) VALUES (?, CAST(? AS INTEGER))', args: [name, seq] },
  ])
}
