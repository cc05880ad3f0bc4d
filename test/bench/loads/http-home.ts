// The API as a real process on a database of its own with many stores, and beside it a bare route and the bare database.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { systemClock } from '../../../shared/clock.ts'
import { secretKey } from '../../../shared/credentials.ts'
import { migrate } from '../../../shared/database/migrate.ts'
import { openLocal } from '../../../shared/database/open-local.ts'
import { makeKey } from '../../functions/api.ts'
import { fillWithStores } from '../../support/many-stores.ts'
import { baseEnvironment } from '../../support/stack.ts'
import type { Bench } from '../measure.ts'
import type { RawAnswer, RawQuestion } from '../programs/raw-database.ts'
import { startBundle, startSource } from './start-logged.ts'

type Headers = Record<string, string>

export type HttpHome = {
  folder: string
  file: string
  environment: Record<string, string>
  apiUrl: string
  pid: number
  headers: Headers
  /** Of keys that see all stores, each of another owner: one owner has a share of the streams only. */
  operators: Headers[]
  /** A store of the key's owner. */
  id: string
  /** Its READY stores. */
  readyIds: string[]
  startBare(answer: unknown): Promise<{ url: string; pid: number }>
  raw(question: Pick<RawQuestion, 'operation' | 'forMs'>): Promise<number>
}

/** The key of STORE_SECRET_KEY in baseEnvironment. */
const testSecret = Buffer.alloc(32, 'test')
const owner = 'big'
const ownersOfAllStreams = 4
const id = 'many-1-aaaaaa'

/** `settled` leaves no store that a poller would begin. */
export type HomeOptions = { settled?: boolean; stores?: number }

export async function openHttpHome(
  bench: Bench,
  { settled = false, stores = 10_000 }: HomeOptions = {},
): Promise<HttpHome> {
  const { folder } = bench
  mkdirSync(folder, { recursive: true })
  const environment = { ...baseEnvironment(folder), LOG_LEVEL: 'info' }
  const file = join(folder, 'stores.db')
  const keys = await fill(file, { settled, stores })
  const functions = startBundle(bench, { name: 'functions', env: { ...environment, PORT: '0' } })
  const apiUrl = await functions.printed(/"url":"(http:[^"]+)"/)
  const database = await startRaw(bench, file)
  return {
    folder,
    file,
    environment,
    apiUrl,
    pid: functions.pid,
    ...keys,
    id,
    startBare: async (answer) => {
      const bare = startSource(bench, { name: 'bare-route', args: [JSON.stringify(answer)] })
      return { url: await bare.printed(/listening at (\S+)/), pid: bare.pid }
    },
    raw: database,
  }
}

async function fill(
  file: string,
  { settled, stores }: Required<HomeOptions>,
): Promise<Pick<HttpHome, 'headers' | 'operators' | 'readyIds'>> {
  const database = openLocal({ file, synchronous: 'NORMAL', clock: systemClock, random: Math.random })
  await migrate(database)
  await fillWithStores(database, stores)
  await database.write([
    { sql: `UPDATE stores SET key_id = ? WHERE status = 'READY'`, args: [secretKey(testSecret).id] },
    ...(settled
      ? [{ sql: 'DELETE FROM stores WHERE operation_id IS NOT NULL' }, { sql: 'DELETE FROM operations' }]
      : []),
  ])
  const { headers } = await makeKey(database, { owner, scopes: ['read', 'write', 'credentials'] })
  const operators: Headers[] = []
  for (let n = 1; n <= ownersOfAllStreams; n++) {
    const key = await makeKey(database, { owner: `operator-${n}`, scopes: ['read', 'admin'] })
    operators.push(key.headers)
  }
  const ready = await database.query<{ id: string }>(`SELECT id FROM stores WHERE status = 'READY' AND owner = ?`, [
    owner,
  ])
  database.close()
  return { headers, operators, readyIds: ready.map(({ id }) => id) }
}

let rawStarted = 0

async function startRaw(bench: Bench, file: string): Promise<HttpHome['raw']> {
  rawStarted++
  const program = startSource(bench, { name: 'raw-database', args: [file, `raw-${rawStarted}`], ipc: true })
  await program.printed(/(ready)/)
  return ({ operation, forMs }) =>
    new Promise((resolve, reject) => {
      const onExit = () => reject(new Error(`the bare database ended: ${program.log().slice(-300)}`))
      program.child.once('exit', onExit)
      program.child.once('message', ({ perSecond }: RawAnswer) => {
        program.child.off('exit', onExit)
        resolve(perSecond)
      })
      program.child.send({ operation, id, owner, forMs } satisfies RawQuestion)
    })
}
