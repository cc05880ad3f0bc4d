// storeplane admin secret-keys: which keys of STORE_SECRET_KEY stores depend on, so that none is thrown away that is needed.
import { readConfiguration } from '../../shared/config/read-variables.ts'
import type { Database } from '../../shared/database/database.ts'
import type { Command } from '../context.ts'
import { readArguments } from '../read-arguments.ts'
import { table } from '../table.ts'
import { withDatabase } from './with-database.ts'

type Used = { id: string; stores: number }

export const secretKeys: Command = {
  usage: '[--json]',
  summary: `Lists the ids of the keys that stores depend on, with the number of their stores that are not DELETED and the place of each
key in STORE_SECRET_KEY (1 is the newest). Exit code 1 when a key that is needed is missing there. No key is shown.`,
  run: async (args, context) => {
    const { values } = readArguments(args, { options: { json: { type: 'boolean' } }, names: [] })
    const here = readConfiguration('admin secret-keys', context).STORE_SECRET_KEY?.map(({ id }) => id) ?? []
    const used = await withDatabase(context, readUsed)
    const unused = here.filter((id) => !used.some((one) => one.id === id)).map((id) => ({ id, stores: 0 }))
    const rows = [...used, ...unused].map((one) => ({ ...one, place: here.indexOf(one.id) + 1 || null }))
    if (values.json) context.print(JSON.stringify({ keys: rows }, null, 2))
    else
      context.print(
        table(
          ['KEY', 'STORES', 'PLACE'],
          rows.map(({ id, stores, place }) => [id, stores, place ?? 'missing']),
        ),
      )
    return rows.some(({ place }) => place === null) ? 1 : 0
  },
}

function readUsed(database: Database): Promise<Used[]> {
  return database.query<Used>(
    `SELECT key_id AS id, COUNT(*) AS stores FROM stores WHERE key_id IS NOT NULL AND status <> 'DELETED'
      GROUP BY key_id ORDER BY MAX(created_at) DESC`,
  )
}
