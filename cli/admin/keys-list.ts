// storeplane admin keys list: who may call, without anything that would let another call.
import { now } from '../../shared/database/now.ts'
import type { Run } from '../commands/definition.ts'
import type { definitions } from '../commands/definitions.ts'
import { table } from '../table.ts'
import { withDatabase } from './with-database.ts'

type KeyRow = {
  id: string
  owner: string
  scopes: string
  state: 'valid' | 'expired' | 'revoked'
  max_stores: number | null
  created_at: number
  expires_at: number | null
  last_used_at: number | null
}

const titles = ['ID', 'OWNER', 'SCOPES', 'STATE', 'MAX STORES', 'CREATED', 'EXPIRES', 'LAST USED']

export const keysList: Run<(typeof definitions)['admin keys list']> = async ({ options }, context) => {
  const rows = await withDatabase(context, (database) =>
    database.query<KeyRow>(
      `SELECT id, owner, scopes, max_stores, created_at, expires_at, last_used_at,
          CASE WHEN revoked_at IS NOT NULL THEN 'revoked' WHEN expires_at <= ${now} THEN 'expired' ELSE 'valid' END AS state
        FROM api_keys ORDER BY created_at, id`,
    ),
  )
  const keys = rows.map(present)
  if (options.json) context.print(JSON.stringify({ keys }, null, 2))
  else if (keys.length === 0) context.note('No key has been created: the API serves this machine only.')
  else context.print(table(titles, keys.map(row)))
  return 0
}

function present({ scopes, created_at, expires_at, last_used_at, ...same }: KeyRow) {
  return {
    ...same,
    scopes: scopes.split(','),
    created_at: time(created_at),
    expires_at: time(expires_at),
    last_used_at: time(last_used_at),
  }
}

function row(key: ReturnType<typeof present>): (string | number | null)[] {
  const { id, owner, scopes, state, max_stores, created_at, expires_at, last_used_at } = key
  return [id, owner, scopes.join(','), state, max_stores, created_at, expires_at, last_used_at]
}

function time(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString()
}
