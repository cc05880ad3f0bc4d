// By what the content of a database file is known again: which installation it is of, and how far its events have come.
import type { Row } from './database.ts'

export type ContentMarks = { installation: string; lastEvent: number }

/** Null where the schema has neither yet. `schema` as SQLite names a file that is attached. */
export function readMarks(ask: (sql: string) => Row[], schema = 'main'): ContentMarks | null {
  const tables = `SELECT count(*) AS n FROM ${schema}.sqlite_schema WHERE name IN ('installation', 'events')`
  if (ask(tables)[0]?.['n'] !== 2) return null
  const [row] = ask(
    `SELECT (SELECT id FROM ${schema}.installation) AS installation,
      coalesce((SELECT seq FROM ${schema}.sqlite_sequence WHERE name = 'events'), 0) AS lastEvent`,
  )
  const { installation, lastEvent } = (row ?? {}) as Partial<ContentMarks>
  return installation ? { installation, lastEvent: Number(lastEvent) } : null
}

/** Events are numbered upwards for ever, so that fewer are an older state. */
export function isOther(known: ContentMarks, found: ContentMarks | null): boolean {
  return found?.installation !== known.installation || found.lastEvent < known.lastEvent
}
