// What a restored backup does to the rows of one store: it forgets them, or has them as they once were.
import type { Bind, Database, Row, Statement } from '../../shared/database/database.ts'

/** The cluster still has the store, the rows do not. */
export async function forgetStore(database: Database, id: string): Promise<void> {
  await database.write(forgetStatements(id))
}

/** Keeps the rows of a store; what is returned puts them back, in place of those of then. */
export async function keepRows(database: Database, id: string): Promise<() => Promise<void>> {
  const operations = await database.query('SELECT * FROM operations WHERE store_id = :id', { id })
  const stores = await database.query('SELECT * FROM stores WHERE id = :id', { id })
  return async () => {
    await database.write([
      ...forgetStatements(id),
      ...operations.map((row) => insertion('operations', row)),
      ...stores.map((row) => insertion('stores', row)),
    ])
  }
}

function forgetStatements(id: string): Statement[] {
  return [
    { sql: 'DELETE FROM events WHERE store_id = :id', args: { id } },
    { sql: 'DELETE FROM operations WHERE store_id = :id', args: { id } },
    { sql: 'DELETE FROM stores WHERE id = :id', args: { id } },
  ]
}

function insertion(table: 'operations' | 'stores', row: Row): Statement {
  const columns = Object.keys(row)
  return {
    sql: `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((column) => `:${column}`).join(', ')})`,
    args: row as Record<string, Bind>,
  }
}
