// The API as a real process on a database of its own with 10,000 stores, and beside it a bare route and the bare database.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { makeApiKey } from '../../../shared/api-keys.ts'
import { systemClock } from '../../../shared/clock.ts'
import { migrate } from '../../../shared/database/migrate.ts'
import { now } from '../../../shared/database/now.ts'
import { openLocal } from '../../../shared/database/open-local.ts'
import { fillWithStores } from '../../support/many-stores.ts'
import { baseEnvironment } from '../../support/stack.ts'
import type { Bench } from '../measure.ts'
import type { RawAnswer, RawQuestion } from '../programs/raw-database.ts'
import { startBundle, startSource } from './start-logged.ts'

export type HttpHome = {
  folder: string
  file: string
  environment: Record<string, string>
  apiUrl: string
  pid: number
  headers: Record<string, string>
  /** A store of the key's owner. */
  id: string
  startBare(answer: unknown): Promise<{ url: string; pid: number }>
  raw(question: Pick<RawQuestion, 'operation' | 'forMs'>): Promise<number>
}

const owner = 'big'
const id = 'many-1-aaaaaa'

export async function openHttpHome(bench: Bench): Promise<HttpHome> {
  const { folder } = bench
  mkdirSync(folder, { recursive: true })
  const environment = { ...baseEnvironment(folder), LOG_LEVEL: 'info' }
  const file = join(folder, 'stores.db')
  const key = await fill(file)
  const functions = startBundle(bench, { name: 'functions', env: { ...environment, PORT: '0' } })
  const apiUrl = await functions.printed(/"url":"(http:[^"]+)"/)
  const database = await startRaw(bench, file)
  return {
    folder,
    file,
    environment,
    apiUrl,
    pid: functions.pid,
    headers: { authorization: `Bearer ${key}` },
    id,
    startBare: async (answer) => {
      const bare = startSource(bench, { name: 'bare-route', args: [JSON.stringify(answer)] })
      return { url: await bare.printed(/listening at (\S+)/), pid: bare.pid }
    },
    raw: database,
  }
}

async function fill(file: string): Promise<string> {
  const database = openLocal({ file, synchronous: 'NORMAL', clock: systemClock, random: Math.random })
  await migrate(database)
  await fillWithStores(database, 10_000)
  const { id: keyId, key, hash } = makeApiKey()
  await database.write([
    {
      sql: `INSERT INTO api_keys (id, hash, owner, scopes, created_at) VALUES (?, ?, ?, 'read,write', ${now})`,
      args: [keyId, hash, owner],
    },
  ])
  database.close()
  return key
}

let rawStarted = 0

async function startRaw(bench: Bench, file: string): Promise<HttpHome['raw']> {
  rawStarted++
  const program = startSource(bench, { name: 'raw-database', args: [file, `raw-${rawStarted}`], ipc: true })
  await program.printed(/(ready)/)
  return ({ operation, forMs }) =>
    new Promise((resolve, reject) => {
      program.child.once('message', ({ perSecond }: RawAnswer) => resolve(perSecond))
      program.child.once('exit', () => reject(new Error(`the bare database ended: ${program.log().slice(-300)}`)))
      program.child.send({ operation, id, owner, forMs } satisfies RawQuestion)
    })
}
