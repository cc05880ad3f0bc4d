// storeplane admin keys create: creates an API key and prints it once.
import { makeApiKey } from '../../shared/api-keys.ts'
import { now } from '../../shared/database/now.ts'
import type { Command } from '../context.ts'
import { readArguments } from '../read-arguments.ts'
import { readKeyOptions } from './read-key-options.ts'
import { withDatabase } from './with-database.ts'

const options = {
  owner: { type: 'string' },
  scopes: { type: 'string' },
  expires: { type: 'string' },
  'max-stores': { type: 'string' },
  json: { type: 'boolean' },
} as const

export const keysCreate: Command = {
  usage: '--owner NAME --scopes read,write[,credentials,metrics,admin] [--expires 90d] [--max-stores N] [--json]',
  summary: `Creates an API key and prints it once; only its hash is stored. From the first key on, every request needs one.
Scopes: read reads stores and events, write creates, retries and deletes stores, credentials reveals logins, metrics reads
/metrics, admin covers the stores of all owners (with the other scopes it is given).`,
  run: async (args, context) => {
    const { values } = readArguments(args, { options, names: [] })
    const wanted = readKeyOptions(values)
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
    if (values.json) context.print(JSON.stringify({ id, key, owner: wanted.owner, scopes: wanted.scopes }, null, 2))
    else {
      context.note(`Key ${id} of ${wanted.owner} (${wanted.scopes.join(', ')}). It is shown only once; store it now:`)
      context.print(key)
    }
    return 0
  },
}
