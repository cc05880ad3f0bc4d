// storeplane admin keys ensure: makes the key in a file valid; safe to repeat.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { hashApiKey, isApiKey } from '../../shared/api-keys.ts'
import { now } from '../../shared/database/now.ts'
import { ExitError } from '../../shared/errors.ts'
import { makeKeyId } from '../../shared/ids.ts'
import type { Command } from '../context.ts'
import { readArguments } from '../read-arguments.ts'
import { readKeyOptions } from './read-key-options.ts'
import { withDatabase } from './with-database.ts'

const options = {
  'from-file': { type: 'string' },
  owner: { type: 'string' },
  scopes: { type: 'string' },
  expires: { type: 'string' },
  'max-stores': { type: 'string' },
} as const

export const keysEnsure: Command = {
  usage: '--from-file F --owner NAME --scopes read,write[,…] [--expires 90d] [--max-stores N]',
  summary: `Makes the API key in the file F valid for this owner with these scopes, and prints its id. Safe to repeat: a changed
owner, scope or limit takes effect. A revoked key stays revoked. To generate a key for the file:
node -e "console.log('sp_' + require('node:crypto').randomBytes(32).toString('base64url'))"`,
  run: async (args, context) => {
    const { values } = readArguments(args, { options, names: [] })
    const { owner, scopes, maxStores, expiresInMs } = readKeyOptions(values)
    const hash = hashApiKey(readKey(values['from-file'], context.directory))
    const [result] = await withDatabase(context, (database) =>
      database.write([
        {
          sql: `INSERT INTO api_keys (id, hash, owner, scopes, max_stores, created_at, expires_at)
            SELECT :id, :hash, :owner, :scopes, :max_stores, at, CAST(at + :expires_in_ms AS INTEGER)
            FROM (SELECT ${now} AS at) WHERE true
            ON CONFLICT (hash) DO UPDATE SET owner = excluded.owner, scopes = excluded.scopes,
              max_stores = excluded.max_stores, expires_at = excluded.expires_at
            WHERE revoked_at IS NULL RETURNING id`,
          args: {
            id: makeKeyId(),
            hash,
            owner,
            scopes: scopes.join(','),
            max_stores: maxStores,
            expires_in_ms: expiresInMs,
          },
        },
      ]),
    )
    const id = result?.rows[0]?.['id']
    if (id === undefined) throw new ExitError(1, 'this key was revoked and stays so; put a new one into the file')
    context.print(String(id))
    return 0
  },
}

function readKey(file: string | undefined, directory: string): string {
  if (file === undefined) throw new ExitError(2, '--from-file is missing: the file that holds the key')
  const text = contentOf(resolve(directory, file))
  if (isApiKey(text)) return text
  throw new ExitError(2, `${file} holds no key: "sp_" and 43 characters of base64url are one`)
}

function contentOf(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch (error) {
    throw new ExitError(2, `cannot read ${path} (${(error as NodeJS.ErrnoException).code})`)
  }
}
