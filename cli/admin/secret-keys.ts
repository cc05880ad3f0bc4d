// storeplane admin secret-keys: which keys of STORE_SECRET_KEY stores depend on, so that none is thrown away that is needed.
import { readConfiguration } from '../../shared/config/read-variables.ts'
import type { Database } from '../../shared/database/database.ts'
import type { Run } from '../commands/definition.ts'
import type { definitions } from '../commands/definitions.ts'
import { table } from '../table.ts'
import { withDatabase } from './with-database.ts'

type Used = { id: string; stores: number }

export const secretKeys: Run<(typeof definitions)['admin secret-keys']> = async ({ options }, context) => {
  const here = readConfiguration('admin secret-keys', context).STORE_SECRET_KEY?.map(({ id }) => id) ?? []
  const used = await withDatabase(context, readUsed)
  const unused = here.filter((id) => !used.some((one) => one.id === id)).map((id) => ({ id, stores: 0 }))
  const rows = [...used, ...unused].map((one) => ({ ...one, place: here.indexOf(one.id) + 1 || null }))
  if (options.json) context.print(JSON.stringify({ keys: rows }, null, 2))
  else
    context.print(
      table(
        ['KEY', 'STORES', 'PLACE'],
        rows.map(({ id, stores, place }) => [id, stores, place ?? 'missing']),
      ),
    )
  const missing = rows.filter(({ place }) => place === null).map(({ id }) => id)
  if (missing.length === 0) return 0
  context.note(
    `STORE_SECRET_KEY here lacks ${missing.join(', ')}. Set it as poller and functions have it: all keys, separated by commas, the newest first.`,
  )
  return 1
}

function readUsed(database: Database): Promise<Used[]> {
  return database.query<Used>(
    `SELECT key_id AS id, COUNT(*) AS stores FROM stores WHERE key_id IS NOT NULL AND status <> 'DELETED'
      GROUP BY key_id ORDER BY MAX(created_at) DESC`,
  )
}
