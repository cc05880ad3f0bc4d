// Adds a release that an operator has had checked. The same content is the same release, whoever registered it first.
import { type Database, DatabaseError } from '../database/database.ts'
import { now } from '../database/now.ts'
import { contentBinds, type NewRelease } from './new-release.ts'

/** Returns the name that it has then, or null where another release has the name. */
export async function addRelease(database: Database, name: string, release: NewRelease): Promise<string | null> {
  try {
    const [result] = await database.write([
      {
        sql: `INSERT INTO releases (name, digest, chart_name, chart_version, content, checked, actor, created_at)
          VALUES (:name, :digest, :chart_name, :chart_version, :content, 1, 'operator', ${now})
          ON CONFLICT (digest) DO UPDATE SET checked = 1 RETURNING name`,
        args: { name, ...contentBinds(release) },
      },
    ])
    return String(result?.rows[0]?.['name'])
  } catch (error) {
    if (error instanceof DatabaseError && error.kind === 'unique') return null
    throw error
  }
}
