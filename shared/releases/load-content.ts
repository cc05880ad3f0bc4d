// The content of a release from its row.
import type { Database } from '../database/database.ts'
import type { ReleaseContent } from './content.ts'
import { ReleaseContentError } from './content-error.ts'
import { unpackContent } from './pack-content.ts'

/** Throws a ReleaseContentError where there is none of this digest, or where it is damaged. */
export async function loadContent(database: Database, digest: string): Promise<ReleaseContent> {
  const [row] = await database.query<{ content: string }>('SELECT content FROM releases WHERE digest = :digest', {
    digest,
  })
  if (row === undefined) throw new ReleaseContentError('it is not in the database')
  return unpackContent(row.content, digest)
}
