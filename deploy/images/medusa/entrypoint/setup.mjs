// `setup`: from an empty database to a store that can sell; checks what it made, and records the set-up as its last act.
import { waitForCache } from './cache.mjs'
import { check } from './check.mjs'
import { connect, lock, makeRecords, recordedSetup, recordSetup } from './database.mjs'
import { needed, requireVariables, say, waitSeconds } from './fail.mjs'
import { runMedusa } from './medusa.mjs'

const own =
  'STORE_SETUP STORE_NAME STORE_CURRENCY STORE_COUNTRY MEDUSA_ADMIN_EMAIL MEDUSA_ADMIN_PASSWORD MEDUSA_PUBLISHABLE_KEY'

export async function setup() {
  requireVariables()
  for (const name of own.split(' ')) needed(name)
  const seconds = waitSeconds(180)
  const connection = await connect(seconds)
  await waitForCache(seconds)
  await lock(connection)
  await makeRecords(connection)
  const before = await recordedSetup(connection)
  await runMedusa('The migrations', ['db:migrate', '--execute-safe-links', '--execute-safe-search'])
  await runMedusa('The set-up of the shop', ['exec', './src/scripts/setup.js'])
  await check({ first: before === undefined })
  await recordSetup(connection, needed('STORE_SETUP'))
  say('the store is set up')
  process.exit(0)
}
