// A libSQL server (sqld, Turso) by URL, through the pure JavaScript client.
import { createClient } from '@libsql/client/http'
import {
  type Bind,
  type Binds,
  checkBinds,
  type Database,
  DatabaseError,
  type Row,
  type SchemaStep,
  type Statement,
  schemaTimeoutMs,
  toDatabaseError,
} from './database.ts'
import { withFirstErrorOnly } from './first-error.ts'

export type RemoteOptions = { url: string; authToken: string | undefined; timeoutMs?: number }

/** Nothing is changed in the end, but SQLite would not write a page that never was. */
const proof: Statement[] = [1, -1].map((difference) => ({
  sql: 'UPDATE installation SET created_at = created_at + ?',
  args: [difference],
}))

/** Opens no connection yet: each call is a request of its own, bounded by `timeoutMs`. */
export function openRemote({ url, authToken, timeoutMs = 5_000 }: RemoteOptions): Database {
  const client = openClient({ url, authToken, timeoutMs })
  const location = withoutCredentials(url)
  let lastWriteFailed = false
  const inOurErrors = async <T>(action: () => Promise<T>): Promise<T> => {
    try {
      return await action()
    } catch (error) {
      throw toDatabaseError(withCure(error), location)
    }
  }
  const writeAll = (statements: Statement[]) =>
    inOurErrors(async () => {
      const batch = statements.map(({ sql, args = [] }) => ({ sql, args: bindsOf(sql, args) }))
      const results = await client.batch(batch, 'write')
      return results.map((result) => ({
        rows: plainRows(result),
        changes: result.columns.length > 0 ? result.rows.length : result.rowsAffected,
      }))
    })
  const write = async (statements: Statement[]) => {
    try {
      const results = await writeAll(statements)
      lastWriteFailed = false
      return results
    } catch (error) {
      lastWriteFailed = error instanceof DatabaseError && error.kind === 'unavailable'
      throw error
    }
  }
  return {
    location,
    query: <R>(sql: string, args: Binds = []) =>
      inOurErrors(async () => plainRows(await client.execute({ sql, args: bindsOf(sql, args) })) as R[]),
    write,
    // A write to a server is never without a trace, so it is made only where the last one failed.
    proveWritable: async () => {
      if (lastWriteFailed) await write(proof)
    },
    proveSound: async () => {},
    changeSchema: (step) =>
      inOurErrors(async () => {
        const patient = openClient({ url, authToken, timeoutMs: schemaTimeoutMs })
        try {
          await patient.executeMultiple(scriptOf(step))
        } catch (error) {
          throw withSchemaCure(error)
        } finally {
          patient.close()
        }
      }),
    close: () => client.close(),
  }
}

function openClient({ url, authToken, timeoutMs }: Required<RemoteOptions>) {
  return createClient({
    url,
    intMode: 'number',
    ...(authToken ? { authToken } : {}),
    fetch: async (request: Request) =>
      withFirstErrorOnly(await fetch(request, { signal: AbortSignal.timeout(timeoutMs) })),
  })
}

/** One script is one request on a connection of its own: where a statement fails, the rest is not run and all is rolled back. */
function scriptOf({ statements, foreignKeys }: SchemaStep): string {
  const settings = foreignKeys ? [] : ['PRAGMA foreign_keys=off']
  return [...settings, 'BEGIN IMMEDIATE', ...statements, 'COMMIT'].join(';\n')
}

/** The client's types know no read-only lists. */
function bindsOf(sql: string, args: Binds): Bind[] | Record<string, Bind> {
  return checkBinds(sql, args) as Bind[] | Record<string, Bind>
}

/** The client's own words are "Server returned HTTP status 401". */
function withCure(error: unknown): unknown {
  return addCure(error, /HTTP status 40[13]\b/, 'check DATABASE_AUTH_TOKEN, the server does not accept it')
}

/** sqld's own words are "Transaction timed out". */
function withSchemaCure(error: unknown): unknown {
  return addCure(
    error,
    /TRANSACTION_TIMEOUT/,
    'the server ends a transaction of more than 5 s when another program wants to write; stop functions and pollers, then run: storeplane admin migrate',
  )
}

function addCure(error: unknown, says: RegExp, cure: string): unknown {
  if (!(error instanceof Error) || !says.test(error.message)) return error
  return new Error(`${error.message}: ${cure}`, { cause: error })
}

function plainRows({ columns, rows }: { columns: string[]; rows: ArrayLike<unknown>[] }): Row[] {
  return rows.map((row) => Object.fromEntries(columns.map((column, index) => [column, row[index]])))
}

function withoutCredentials(url: string): string {
  const parsed = new URL(url)
  return `${parsed.protocol}//${parsed.host}${parsed.pathname === '/' ? '' : parsed.pathname}`
}
