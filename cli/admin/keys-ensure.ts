// storeplane admin keys ensure: makes the key in a file valid; safe to repeat.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { hashApiKey, isApiKey } from '../../shared/api-keys.ts'
import { now } from '../../shared/database/now.ts'
import { ExitError } from '../../shared/errors.ts'
import { makeKeyId } from '../../shared/ids.ts'
import type { Run } from '../commands/definition.ts'
import type { definitions } from '../commands/definitions.ts'
import { readKeyOptions } from './read-key-options.ts'
import { withDatabase } from './with-database.ts'

export const keysEnsure: Run<(typeof definitions)['admin keys ensure']> = async ({ options }, context) => {
  const { owner, scopes, maxStores, expiresInMs } = readKeyOptions(options)
  const hash = hashApiKey(readKey(options['from-file'], context.directory))
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
