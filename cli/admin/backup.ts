// storeplane admin backup: a whole copy of the database file, made while the programs run.
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { adminConfig } from '../../shared/config/admin-config.ts'
import type { Database } from '../../shared/database/database.ts'
import { ExitError } from '../../shared/errors.ts'
import type { Run } from '../commands/definition.ts'
import type { definitions } from '../commands/definitions.ts'
import { fields } from '../table.ts'
import { withDatabase } from './with-database.ts'

export const backup: Run<(typeof definitions)['admin backup']> = async ({ args }, context) => {
  const file = resolve(context.directory, args.FILE)
  const { database: address } = adminConfig(context.environment, context.directory)
  if (address.kind === 'remote') throw notAFile(address.url)
  if (existsSync(file)) throw new ExitError(1, `${file} exists already; name a new file`)
  const kept = await withDatabase(context, (database) => copyTo(file, database))
  context.print(fields([['file', file], ['bytes', statSync(file).size], ...Object.entries(kept)]))
  return 0
}

function notAFile(url: string): ExitError {
  const { protocol, host } = new URL(url)
  return new ExitError(
    2,
    `${protocol}//${host} is a libSQL server, and it is backed up where it runs: Turso restores to any moment by itself, ` +
      'of sqld copy the data folder while it is stopped. With functions and pollers stopped, storeplane admin copy takes it into a file',
  )
}

/** Under a name of its own until it is whole and checked: no FILE is ever half a backup. */
async function copyTo(file: string, database: Database): Promise<Record<string, number>> {
  const unfinished = `${file}.unfinished-${process.pid}`
  makePrivate(unfinished)
  try {
    await database.query('VACUUM INTO ?', [unfinished])
    const kept = await check(unfinished, database)
    settle(unfinished)
    renameSync(unfinished, file)
    return kept
  } catch (error) {
    rmSync(unfinished, { force: true })
    throw error
  }
}

/** SQLite copies into an empty file as into a new one, and leaves its mode as it is. */
function makePrivate(file: string): void {
  try {
    closeSync(openSync(file, 'wx', 0o600))
  } catch (error) {
    throw new ExitError(1, `${file} cannot be made (${(error as NodeJS.ErrnoException).code})`, { cause: error })
  }
}

async function check(file: string, database: Database): Promise<Record<string, number>> {
  await database.query('ATTACH ? AS backup', [file])
  const [verdict] = await database.query<{ integrity_check: string }>('PRAGMA backup.integrity_check')
  if (verdict?.integrity_check !== 'ok') throw new ExitError(1, `the copy is faulty: ${verdict?.integrity_check}`)
  const [counts] = await database.query<Record<string, number>>(
    `SELECT (SELECT COUNT(*) FROM backup.stores) AS stores, (SELECT COUNT(*) FROM backup.operations) AS operations,
      (SELECT COUNT(*) FROM backup.events) AS events, (SELECT COUNT(*) FROM backup.api_keys) AS keys`,
  )
  return counts ?? {}
}

function settle(file: string): void {
  const opened = openSync(file, 'r')
  fsyncSync(opened)
  closeSync(opened)
}
