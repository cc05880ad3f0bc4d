// A database that no program may use: a copy that is not finished, or one that was moved elsewhere. A table says so.
import { type Database, DatabaseRetiredError, movedMarker } from './database.ts'

/** In the target of a copy, from its first row until it is verified; `source` is where it comes from. */
export const unfinishedCopy = 'unfinished_copy'
/** In the source of a copy, once it was retired; `location` is where the installation lives from then on. */
export const movedTo = 'moved_to'

export const retirementTables = [unfinishedCopy, movedTo] as const

/** `tables` are those of the database; throws a DatabaseRetiredError that says what to do. */
export async function refuseRetired(database: Database, tables: string[]): Promise<void> {
  if (tables.includes(unfinishedCopy)) throw unfinished(database.location, await read(database, unfinishedCopy))
  if (tables.includes(movedTo)) throw moved(database.location, await read(database, movedTo))
}

async function read(database: Database, table: string): Promise<string> {
  const [row] = await database.query<{ location: string }>(`SELECT location FROM ${table}`)
  return row?.location ?? 'another database'
}

function unfinished(location: string, source: string): DatabaseRetiredError {
  return new DatabaseRetiredError(
    `${location} is an unfinished copy of ${source}; finish it with: storeplane admin copy FROM TO`,
  )
}

function moved(location: string, target: string): DatabaseRetiredError {
  return new DatabaseRetiredError(`${location}: ${movedSentence(target)}`)
}

export const movedSentence = (target: string) =>
  `${movedMarker} to ${target}; set DATABASE_URL=${asDatabaseUrl(target)}`

/** A database's location in the form that DATABASE_URL has. */
export const asDatabaseUrl = (location: string) => (location.startsWith('/') ? `sqlite:///${location}` : location)
