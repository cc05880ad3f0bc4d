// The target of a copy: made ready when it is empty, gone on with when the same copy was begun there, else refused.
import type { Database, Statement } from '../../../shared/database/database.ts'
import { unfinishedCopy } from '../../../shared/database/database-retired.ts'
import { now } from '../../../shared/database/now.ts'
import { ExitError } from '../../../shared/errors.ts'
import { readInstallationId } from '../../../shared/installation.ts'
import { quote, type Schema } from './read-schema.ts'
import type { Ends } from './with-ends.ts'

export type Begun = 'begun' | 'resumed' | 'finished'
export type BeginOptions = { schema: Schema; restart: boolean; retireSource: boolean }

/** `finished`: the copy was made before, and only the source is to be retired. */
export async function begin(ends: Ends, { schema, restart, retireSource }: BeginOptions): Promise<Begun> {
  const { source, target } = ends
  const tables = await tablesOf(target)
  const id = await readInstallationId(source)
  if (tables.includes(unfinishedCopy)) {
    await refuseOthersCopy(target, id)
    if (!restart) return 'resumed'
    await target.write([...tables].reverse().map((name) => ({ sql: `DROP TABLE ${quote(name)}` })))
  } else if (tables.length > 0) {
    if (retireSource && (await holdsInstallation(target, tables, id))) return 'finished'
    throw notEmpty(target, await holdsInstallation(target, tables, id))
  }
  await target.write(firstStatements(ends, schema, id))
  return 'begun'
}

/** No triggers yet: they would write the history a second time. No ledger yet: without it no program takes the tables for its own. */
function firstStatements({ source }: Ends, { tables, indexes }: Schema, installation: string): Statement[] {
  return [
    {
      sql: `CREATE TABLE ${unfinishedCopy} (
        one INTEGER PRIMARY KEY CHECK (one = 1), location TEXT NOT NULL, installation TEXT NOT NULL, at INTEGER NOT NULL) STRICT`,
    },
    {
      sql: `INSERT INTO ${unfinishedCopy} (one, location, installation, at) VALUES (1, ?, ?, ${now})`,
      args: [source.location, installation],
    },
    ...[...tables.map(({ sql }) => sql), ...indexes].map((sql) => ({ sql })),
  ]
}

async function tablesOf(database: Database): Promise<string[]> {
  const rows = await database.query<{ name: string }>(
    `SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid`,
  )
  return rows.map(({ name }) => name).filter((name) => !/^(sqlite|libsql)_/.test(name))
}

async function refuseOthersCopy(target: Database, installation: string): Promise<void> {
  const [begun] = await target.query<{ location: string; installation: string }>(
    `SELECT location, installation FROM ${unfinishedCopy}`,
  )
  if (begun?.installation === installation) return
  throw new ExitError(
    1,
    `${target.location} is an unfinished copy of another installation, ${begun?.installation} from ${begun?.location}; name an empty database`,
  )
}

async function holdsInstallation(target: Database, tables: string[], installation: string): Promise<boolean> {
  return tables.includes('installation') && (await readInstallationId(target)) === installation
}

function notEmpty({ location }: Database, same: boolean): ExitError {
  return new ExitError(
    1,
    same
      ? `${location} holds this installation already: the copy is finished, or it is the one in use; nothing was changed`
      : `${location} is not empty; name an empty database: a file that is not there, or a new one on the server`,
  )
}
