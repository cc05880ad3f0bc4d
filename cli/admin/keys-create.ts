// storeplane admin keys create: creates an API key and prints it once.
import { makeApiKey } from '../../shared/api-keys.ts'
import { now } from '../../shared/database/now.ts'
import type { Run } from '../commands/definition.ts'
import type { definitions } from '../commands/definitions.ts'
import { readKeyOptions } from './read-key-options.ts'
import { withDatabase } from './with-database.ts'

export const keysCreate: Run<(typeof definitions)['admin keys create']> = async ({ options }, context) => {
  const wanted = readKeyOptions(options)
  const made = makeApiKey()
  await withDatabase(context, (database) =>
    database.write([
      {
        sql: `INSERT INTO api_keys (id, hash, owner, scopes, max_stores, created_at, expires_at)
          SELECT :id, :hash, :owner, :scopes, :max_stores, at, CAST(at + :expires_in_ms AS INTEGER) FROM (SELECT ${now} AS at)`,
        args: {
          id: made.id,
          hash: made.hash,
          owner: wanted.owner,
          scopes: wanted.scopes.join(','),
          max_stores: wanted.maxStores,
          expires_in_ms: wanted.expiresInMs,
        },
      },
    ]),
  )
  const { id, key } = made
  if (options.json) context.print(JSON.stringify({ id, key, owner: wanted.owner, scopes: wanted.scopes }, null, 2))
  else {
    context.note(`Key ${id} of ${wanted.owner} (${wanted.scopes.join(', ')}). It is shown only once; store it now:`)
    context.print(key)
  }
  return 0
}
