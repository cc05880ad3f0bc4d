// Opens both ends of a copy, each by a URL as DATABASE_URL has it, and closes them again.
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { type DatabaseAddress, databaseAddress } from '../../../shared/config/database-address.ts'
import { readVariables } from '../../../shared/config/read-variables.ts'
import type { Database } from '../../../shared/database/database.ts'
import { openDatabase } from '../../../shared/database/open-database.ts'
import { ExitError } from '../../../shared/errors.ts'
import type { Context } from '../../context.ts'
import { explainMissingDriver } from '../explain-missing-driver.ts'

export type Ends = { source: Database; target: Database }

export type EndNames = {
  from: string
  to: string
  /** Undefined: DATABASE_AUTH_TOKEN. */
  tokenFiles: { from: string | undefined; to: string | undefined }
}

export async function withEnds<T>(
  context: Context,
  { from, to, tokenFiles }: EndNames,
  action: (ends: Ends) => Promise<T>,
): Promise<T> {
  const [fromAddress, toAddress] = [readAddress('FROM', from, context), readAddress('TO', to, context)]
  if (fromAddress.kind === 'local' && !existsSync(fromAddress.file))
    throw new ExitError(1, `there is no database at ${fromAddress.file}`)
  const source = await open(fromAddress, tokenFiles.from, context)
  const target = await open(toAddress, tokenFiles.to, context)
  try {
    if (source.location === target.location) throw new ExitError(2, 'FROM and TO are the same database')
    return await explainMissingDriver(() => action({ source, target }))
  } finally {
    source.close()
    target.close()
  }
}

function readAddress(name: 'FROM' | 'TO', text: string, { directory }: Context): DatabaseAddress {
  const address = databaseAddress.read(text, directory)
  if (address !== undefined) return address
  throw new ExitError(2, `${name}: must be ${databaseAddress.form}`)
}

function open(address: DatabaseAddress, tokenFile: string | undefined, context: Context): Promise<Database> {
  const authToken = address.kind === 'remote' ? readToken(tokenFile, context) : undefined
  return openDatabase({ address, authToken, synchronous: 'FULL', clock: context.clock })
}

function readToken(file: string | undefined, { environment, directory }: Context): string | undefined {
  if (file === undefined) return readVariables(['DATABASE_AUTH_TOKEN'], { environment, directory }).DATABASE_AUTH_TOKEN
  const path = resolve(directory, file)
  try {
    return readFileSync(path, 'utf8').trim() || undefined
  } catch (error) {
    throw new ExitError(2, `cannot read ${path} (${(error as NodeJS.ErrnoException).code})`)
  }
}
