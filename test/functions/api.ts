// The API in this process, on a database of its own, called as a client would.
import { createApi } from '../../functions/app.ts'
import type { Deps, Settings } from '../../functions/http/deps.ts'
import { makeApiKey, type Scope } from '../../shared/api-keys.ts'
import { systemClock } from '../../shared/clock.ts'
import type { Database } from '../../shared/database/database.ts'
import { now } from '../../shared/database/now.ts'
import type { Log } from '../../shared/log.ts'
import { quietLog } from '../support/quiet-log.ts'

export type Answer = { status: number; headers: Headers; body: Body }

// What a test expects of an answer's fields is what it asserts.
// biome-ignore lint/suspicious/noExplicitAny: an answer may hold anything
type Body = any
export type Request = { method?: string; json?: unknown; headers?: Record<string, string>; raw?: RequestInit }

const defaults: Settings = {
  reservedNames: ['www', 'admin'],
  secretKeys: undefined,
  keylessAllowed: true,
}

export function makeApi(
  database: Database,
  settings: Partial<Settings> = {},
  log: Log = quietLog,
  more: Partial<Deps> = {},
) {
  const api = createApi({ database, log, clock: systemClock, settings: { ...defaults, ...settings }, ...more })
  const call = async (path: string, { method = 'GET', json, headers, raw }: Request = {}): Promise<Answer> => {
    const init: RequestInit = { method, headers: { ...(headers ?? {}) }, ...raw }
    if (json !== undefined) {
      init.body = JSON.stringify(json)
      init.headers = { 'Content-Type': 'application/json', ...headers }
    }
    const response = await api.request(path, init)
    const text = await response.text()
    return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) }
  }
  const post = (name: string, headers: Record<string, string> = {}) =>
    call('/stores', { method: 'POST', json: { name, engine: 'woocommerce' }, headers })
  return { call, post, request: (path: string, init?: RequestInit) => api.request(path, init) }
}

let made = 0

/** A name that no other test uses. */
export function uniqueName(): string {
  made++
  return `shop-${made}`
}

export type KeyOptions = { owner?: string; scopes?: Scope[]; maxStores?: number; expired?: boolean; revoked?: boolean }

/** The header that a caller with a new key sends. */
export async function makeKey(database: Database, options: KeyOptions = {}) {
  const { owner = 'anna', scopes = ['read', 'write'], maxStores = null, expired = false, revoked = false } = options
  const { id, key, hash } = makeApiKey()
  await database.write([
    {
      sql: `INSERT INTO api_keys (id, hash, owner, scopes, max_stores, created_at, expires_at, revoked_at)
        VALUES (?, ?, ?, ?, ?, ${now}, ${expired ? `${now} - 1` : 'NULL'}, ${revoked ? now : 'NULL'})`,
      args: [id, hash, owner, scopes.join(','), maxStores],
    },
  ])
  return { id, key, headers: { Authorization: `Bearer ${key}` } }
}
