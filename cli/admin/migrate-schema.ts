// storeplane admin migrate: brings the database to this program's schema.
import { migrate } from '../../shared/database/migrate.ts'
import type { Command } from '../context.ts'
import { readArguments } from '../read-arguments.ts'
import { withDatabase } from './with-database.ts'

export const migrateSchema: Command = {
  usage: '',
  summary: "Brings the database to this program's schema; harmless when it is there already.",
  run: async (args, context) => {
    readArguments(args, { options: {}, names: [] })
    await withDatabase(
      context,
      async (database) => {
        const applied = await migrate(database)
        context.print(
          applied.length === 0
            ? `${database.location} has the present schema`
            : `${database.location}: applied ${applied.join(', ')}`,
        )
      },
      { schema: false },
    )
    return 0
  },
}
