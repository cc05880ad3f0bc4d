// Looks an API key up by its hash, together with whether any key was ever made.
import { hashApiKey, isApiKey, type Scope } from '../../../shared/api-keys.ts'
import type { Database } from '../../../shared/database/database.ts'
import { now } from '../../../shared/database/now.ts'

export type FoundKey = { id: string; owner: string; scopes: Scope[]; maxStores: number | null; useIsOld: boolean }
export type KeyLookup = { anyKey: boolean; key: FoundKey | null }

type LookupRow = {
  anyKey: number
  id: string | null
  owner: string
  scopes: string
  maxStores: number | null
  useIsOld: number
}

const noteEveryMs = 60_000
const old = `(last_used_at IS NULL OR last_used_at <= ${now} - ${noteEveryMs})`

/** One indexed read. `key` is null unless the text is a key that is neither revoked nor expired. */
export async function findKey(database: Database, text: string | undefined): Promise<KeyLookup> {
  const hash = text !== undefined && isApiKey(text) ? hashApiKey(text) : null
  const [row] = await database.query<LookupRow>(
    `SELECT EXISTS (SELECT 1 FROM api_keys) AS anyKey, id, owner, scopes, max_stores AS maxStores, ${old} AS useIsOld
      FROM (SELECT 1) LEFT JOIN api_keys
        ON hash = ? AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ${now})`,
    [hash],
  )
  return { anyKey: row?.anyKey === 1, key: row && row.id !== null ? toKey(row, row.id) : null }
}

export async function noteUse(database: Database, id: string): Promise<void> {
  await database.write([{ sql: `UPDATE api_keys SET last_used_at = ${now} WHERE id = ? AND ${old}`, args: [id] }])
}

export async function anyKeyExists(database: Database): Promise<boolean> {
  return (await findKey(database, undefined)).anyKey
}

function toKey({ owner, scopes, maxStores, useIsOld }: LookupRow, id: string): FoundKey {
  return { id, owner, scopes: scopes.split(',') as Scope[], maxStores, useIsOld: useIsOld === 1 }
}
