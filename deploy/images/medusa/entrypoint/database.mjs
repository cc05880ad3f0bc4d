// The store's database, seen past Medusa: whether it answers, who sets the store up, and which set-up is done.
import pg from 'pg'
import { fail, needed, say, within } from './fail.mjs'

const setupLock = 7381194 // any number that nothing else in this database locks

/** A connection, waited for; refused credentials are final. */
export async function connect(seconds) {
  let last = ''
  const connection = await within(seconds, async () => {
    const client = new pg.Client({ connectionString: needed('DATABASE_URL'), connectionTimeoutMillis: 5000 })
    client.on('error', (error) => say(`the database went away: ${error.message}`))
    try {
      await client.connect()
      return client
    } catch (error) {
      await client.end().catch(() => undefined)
      if (error.code === '28P01' || error.code === '28000')
        fail("The database refuses the store's user: its volume was made with another password.")
      const reason = error.message || error.code
      if (reason !== last) say(`waiting for the database: ${reason}`)
      last = reason
      return undefined
    }
  })
  return connection ?? fail(`The database did not answer within ${seconds} s: ${last}.`)
}

/** Two set-ups at once would seed the store twice. The lock ends with the connection. */
export async function lock(connection) {
  const locked = await within(120, async () => {
    const { rows } = await connection.query('SELECT pg_try_advisory_lock($1) AS locked', [setupLock])
    return rows[0].locked || undefined
  })
  if (!locked) fail('Another set-up of this store has been running for more than 120 s.')
}

/** A schema of our own: Medusa's migrations look at theirs only. */
export async function makeRecords(connection) {
  await connection.query('CREATE SCHEMA IF NOT EXISTS storeplane')
  await connection.query(
    'CREATE TABLE IF NOT EXISTS storeplane.done (piece text PRIMARY KEY, at timestamptz NOT NULL DEFAULT now())',
  )
  await connection.query(
    'CREATE TABLE IF NOT EXISTS storeplane.setup (only_row bool PRIMARY KEY CHECK (only_row), name text NOT NULL)',
  )
}

export async function recordSetup(connection, name) {
  await connection.query(
    'INSERT INTO storeplane.setup VALUES (true, $1) ON CONFLICT (only_row) DO UPDATE SET name = excluded.name WHERE setup.name <> excluded.name',
    [name],
  )
}

/** The set-up that was recorded last; undefined before the first. */
export async function recordedSetup(connection) {
  const { rows } = await connection.query("SELECT to_regclass('storeplane.setup') IS NOT NULL AS made")
  if (!rows[0].made) return undefined
  return (await connection.query('SELECT name FROM storeplane.setup')).rows[0]?.name
}
