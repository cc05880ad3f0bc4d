// storeplane admin keys create: makes an API key and shows it, once.
import { makeApiKey, type Scope, scopes } from '../../shared/api-keys.ts'
import { now } from '../../shared/database/now.ts'
import { ExitError } from '../../shared/errors.ts'
import type { Command } from '../context.ts'
import { readArguments } from '../read-arguments.ts'
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
  summary: `Makes an API key and prints it, once; only its hash is kept. From the first key on, every request needs one.
Scopes: read looks, write creates, retries and removes, credentials reveals logins, metrics reads /metrics, admin sees all
owners' stores (and needs the others to do something with them).`,
  run: async (args, context) => {
    const { values } = readArguments(args, { options, names: [] })
    const wanted = {
      owner: readOwner(values.owner),
      scopes: readScopes(values.scopes),
      expiresInMs: readDuration(values.expires),
      maxStores: readMaxStores(values['max-stores']),
    }
    const made = makeApiKey()
    await withDatabase(context, (database) =>
      database.write([
        {
          sql: `INSERT INTO api_keys (id, hash, owner, scopes, max_stores, created_at, expires_at)
            SELECT ?, ?, ?, ?, CAST(? AS INTEGER), at, at + CAST(? AS INTEGER) FROM (SELECT ${now} AS at)`,
          args: [made.id, made.hash, wanted.owner, wanted.scopes.join(','), wanted.maxStores, wanted.expiresInMs],
        },
      ]),
    )
    const { id, key } = made
    if (values.json) context.print(JSON.stringify({ id, key, owner: wanted.owner, scopes: wanted.scopes }, null, 2))
    else {
      context.note(`Key ${id} of ${wanted.owner} (${wanted.scopes.join(', ')}). It is shown this once; keep it now:`)
      context.print(key)
    }
    return 0
  },
}

function readOwner(text: string | undefined): string {
  if (text !== undefined && /^[A-Za-z0-9][A-Za-z0-9._@-]{0,62}$/.test(text)) return text
  throw new ExitError(2, '--owner must be a name of 1 to 63 letters, digits and . _ @ -')
}

function readScopes(text: string | undefined): Scope[] {
  const wanted = [...new Set((text ?? '').split(',').map((scope) => scope.trim()))]
  const known = scopes.filter((scope) => wanted.includes(scope))
  if (known.length === wanted.length) return known
  throw new ExitError(2, `--scopes must be one or more of ${scopes.join(',')}`)
}

function readDuration(text: string | undefined): number | null {
  if (text === undefined) return null
  const [, count, unit] = /^([1-9]\d{0,4})([smhd])$/.exec(text) ?? []
  if (count === undefined) throw new ExitError(2, '--expires must be a duration such as 90d, 12h, 30m or 60s')
  const unitMs = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }[unit as 's' | 'm' | 'h' | 'd']
  return Number(count) * unitMs
}

function readMaxStores(text: string | undefined): number | null {
  if (text === undefined) return null
  if (/^\d{1,6}$/.test(text)) return Number(text)
  throw new ExitError(2, '--max-stores must be a whole number')
}
