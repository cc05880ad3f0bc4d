// Remembers whether this process's last write failed, so that health can tell what a read would not show: a full disk.
import { type Database, DatabaseError, type Statement } from '../../../shared/database/database.ts'

export type WatchedDatabase = Database & {
  /** After a write that failed it proves with one of its own that writes are possible again, else it throws a DatabaseError. */
  requireWritable(): Promise<void>
}

/** Nothing is changed in the end, but SQLite would not write a page that never was. */
const proof: Statement[] = [1, -1].map((difference) => ({
  sql: 'UPDATE installation SET created_at = created_at + ?',
  args: [difference],
}))

export function watchWrites(database: Database): WatchedDatabase {
  let lastFailed = false
  const write = async (statements: Statement[]) => {
    try {
      const results = await database.write(statements)
      lastFailed = false
      return results
    } catch (error) {
      lastFailed = error instanceof DatabaseError && error.kind === 'unavailable'
      throw error
    }
  }
  return {
    ...database,
    write,
    requireWritable: async () => {
      if (lastFailed) await write(proof)
    },
  }
}
