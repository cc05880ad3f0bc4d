// storeplane admin migrate: updates the database to this program's schema.
import { migrate } from '../../shared/database/migrate.ts'
import type { Run } from '../commands/definition.ts'
import type { definitions } from '../commands/definitions.ts'
import { withDatabase } from './with-database.ts'

export const migrateSchema: Run<(typeof definitions)['admin migrate']> = async (_, context) => {
  await withDatabase(
    context,
    async (database) => {
      const applied = await migrate(database)
      context.print(
        applied.length === 0
          ? `${database.location}: the schema is up to date`
          : `${database.location}: applied ${applied.join(', ')}`,
      )
    },
    { schema: false },
  )
  return 0
}
