// storeplane admin keys revoke: revokes an API key, from the next request on.
import { now } from '../../shared/database/now.ts'
import { ExitError } from '../../shared/errors.ts'
import type { Command } from '../context.ts'
import { readArguments } from '../read-arguments.ts'
import { withDatabase } from './with-database.ts'

export const keysRevoke: Command = {
  usage: 'ID',
  summary: 'Revokes an API key: its next request is refused. The API requires a key even when none is valid any more.',
  run: async (args, context) => {
    const { positionals } = readArguments(args, { options: {}, names: ['ID'] })
    const [id] = positionals
    const [result] = await withDatabase(context, (database) =>
      database.write([
        {
          sql: `UPDATE api_keys SET revoked_at = coalesce(revoked_at, ${now}) WHERE id = :id RETURNING id`,
          args: { id },
        },
      ]),
    )
    if (!result?.rows.length) throw new ExitError(1, `there is no key "${id}"; storeplane admin keys list shows them`)
    context.print(`${id} is revoked`)
    return 0
  },
}
