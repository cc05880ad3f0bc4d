// The small interface behind which both drivers stand, and the errors that they have in common.

export type Bind = string | number | null
/** By place for `?`, or by name for `:name`. */
export type Binds = readonly Bind[] | Readonly<Record<string, Bind>>
export type Row = Record<string, unknown>
export type Statement = { sql: string; args?: Binds }
/** `rows` of a SELECT or RETURNING; `changes` counts the rows that the statement itself changed. */
export type Result = { rows: Row[]; changes: number }

export type Database = {
  /** Where it is, fit for a log line: an absolute path or a URL without credentials. */
  readonly location: string
  /** One read. Throws a DatabaseError. */
  query<R = Row>(sql: string, args?: Binds): Promise<R[]>
  /** All statements in one immediate transaction, or none. Resolved means durable. Throws a DatabaseError. */
  write(statements: Statement[]): Promise<Result[]>
  /** One step of the schema in one transaction, or none of it. Unlike `write` it may take minutes. Throws a DatabaseError. */
  changeSchema(step: SchemaStep): Promise<void>
  /** Whether a request's write would succeed now; nothing is left of it. Throws a DatabaseError. */
  proveWritable(): Promise<void>
  /** Reads a file from end to end; a server looks after its own. Throws a DatabaseError where it is damaged. */
  proveSound(): Promise<void>
  close(): void
}

/** Without `foreignKeys` a table can be replaced under the rows that refer to it; the step itself checks them at its end. */
export type SchemaStep = { statements: string[]; foreignKeys: boolean }

/** How long a step of the schema may take, the wait for a lock included. Node's fetch gives up a request after 300 s. */
export const schemaTimeoutMs = 290_000

/**
 * `unavailable`: try again later (locked for too long, unreachable, read-only, full). `unique` and `constraint`: the data
 * says no. `invalid`: the statement is wrong.
 */
export type DatabaseErrorKind = 'unavailable' | 'unique' | 'constraint' | 'invalid'

export class DatabaseError extends Error {
  override readonly name = 'DatabaseError'
  readonly kind: DatabaseErrorKind

  constructor(kind: DatabaseErrorKind, message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.kind = kind
  }
}

/** It answers, and no program of this version may use it: moved away, a copy that is not finished, or a later schema. Waiting is no cure. */
export class DatabaseRetiredError extends DatabaseError {
  constructor(message: string, options?: { cause?: unknown }) {
    super('unavailable', message, options)
  }
}

/** What the triggers of a database that was moved away say; they would count as a constraint. */
export const movedMarker = 'this database has moved'

/** Both drivers put SQLite's words into the message; only the local one gives codes that can be relied on. */
export function toDatabaseError(error: unknown, location: string): DatabaseError {
  if (error instanceof DatabaseError) return error
  const message = error instanceof Error ? error.message : String(error)
  if (message.includes(movedMarker)) return new DatabaseRetiredError(`${location}: ${message}`, { cause: error })
  return new DatabaseError(kindOf(message), `${location}: ${message}`, { cause: error })
}

function kindOf(message: string): DatabaseErrorKind {
  if (/UNIQUE constraint failed|PRIMARY KEY constraint failed/i.test(message)) return 'unique'
  if (/constraint failed|illegal transition|cannot store|datatype mismatch|SQLITE_CONSTRAINT/i.test(message))
    return 'constraint'
  if (/syntax error|no such (table|column)|has no column|parameter|SQL_PARSE/i.test(message)) return 'invalid'
  return 'unavailable'
}

/**
 * libSQL aborts the process on a boolean, reads `undefined` as NULL, and binds NULL to a name that nobody gave a value:
 * all three are stopped here.
 */
export function checkBinds<B extends Binds>(sql: string, args: B): B {
  for (const value of Object.values(args)) {
    if (value !== null && typeof value !== 'string' && !(typeof value === 'number' && Number.isFinite(value)))
      throw new DatabaseError('invalid', `cannot bind a value of type ${typeof value}`)
  }
  if (!Array.isArray(args) || args.length === 0) requireNames(sql, args as Readonly<Record<string, Bind>>)
  return args
}

function requireNames(sql: string, args: Readonly<Record<string, Bind>>): void {
  const missing = namesIn(sql).filter((name) => !(name in args))
  if (missing.length > 0)
    throw new DatabaseError('invalid', `no value was given for the parameters ${missing.join(', ')}`)
}

const namesBySql = new Map<string, string[]>()
const maxRemembered = 1_000

const quoted = /'(?:[^']|'')*'/g

function namesIn(sql: string): string[] {
  const known = namesBySql.get(sql)
  if (known) return known
  const names = [...new Set([...sql.replace(quoted, '').matchAll(/:([a-z]\w*)/gi)].map(([, name = '']) => name))]
  if (namesBySql.size >= maxRemembered) namesBySql.clear()
  namesBySql.set(sql, names)
  return names
}
