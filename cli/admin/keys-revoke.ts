// storeplane admin keys revoke: revokes an API key, from the next request on.
import { now } from '../../shared/database/now.ts'
import { ExitError } from '../../shared/errors.ts'
import type { Run } from '../commands/definition.ts'
import type { definitions } from '../commands/definitions.ts'
import { withDatabase } from './with-database.ts'

export const keysRevoke: Run<(typeof definitions)['admin keys revoke']> = async ({ args }, context) => {
  const { ID: id } = args
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
}
