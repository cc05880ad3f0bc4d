// storeplane admin migrate: updates the database to this program's schema.
import { migrate } from '../../shared/database/migrate.ts'
import type { Command } from '../context.ts'
import { readArguments } from '../read-arguments.ts'
import { withDatabase } from './with-database.ts'

export const migrateSchema: Command = {
  usage: '',
  summary: 'Updates the database to the schema of this program. Safe to repeat.',
  run: async (args, context) => {
    readArguments(args, { options: {}, names: [] })
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
  },
}
