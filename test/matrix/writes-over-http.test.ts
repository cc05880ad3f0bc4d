// A 202 is a promise: processes of the API are killed under load, and every store that was promised is in the database.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemClock } from '../../shared/clock.ts'
import { openLocal } from '../../shared/database/open-local.ts'
import {
  type Functions,
  type FunctionsHome,
  makeHome,
  postStore,
  startFunctions,
} from '../e2e/fixtures/functions-process.ts'
import { eventually } from '../support/eventually.ts'

let home: FunctionsHome
let both: Functions[]
beforeAll(async () => {
  home = makeHome()
  both = await Promise.all([startFunctions(home), startFunctions(home)])
})
afterAll(() => {
  for (const { program } of both) program.kill('SIGKILL')
  home.remove()
})

const kills = process.env['STOREPLANE_LONG'] === '1' ? 40 : 8
const promisesBetweenKills = 30
type Count = { promised: Map<string, string>; refused: number; unanswered: number; unexpected: number[] }

/** Asks one process and then the other, for a name until it is answered; two clients want the same names. */
async function client(nameOf: (number: number) => string, count: Count, ended: AbortSignal): Promise<void> {
  for (let number = 0, turn = 0; !ended.aborted; turn++) {
    try {
      const name = nameOf(number)
      const { status, body } = await postStore((both[turn % 2] as Functions).url, name)
      if (status === 202) count.promised.set(String(body['id']), name)
      else if (status === 409) count.refused++
      else count.unexpected.push(status)
      number++
    } catch (error) {
      if (String(error).includes('no answer')) throw error
      count.unanswered++
    }
  }
}

/** Each is killed while it is being asked: some promises after the other one was started again. */
async function killInTurns(count: Count): Promise<void> {
  for (let kill = 0; kill < kills; kill++) {
    const enough = count.promised.size + promisesBetweenKills
    await eventually(() => count.promised.size >= enough, {
      everyMs: 5,
      deadlineMs: 20_000,
      what: `${enough} promises`,
    })
    await (both[kill % 2] as Functions).killAndRestart()
  }
}

test('every 202 is found in the database though processes of the API are killed with SIGKILL, and no name is given twice', async () => {
  const count: Count = { promised: new Map(), refused: 0, unanswered: 0, unexpected: [] }
  const ended = new AbortController()
  const names = ['a', 'b', 'c', 'shared', 'shared'].map((whose) => (number: number) => `${whose}-${number}`)
  const clients = names.map((nameOf) => client(nameOf, count, ended.signal))
  await killInTurns(count).finally(() => ended.abort())
  for (const { program } of both) program.kill('SIGKILL')
  await Promise.all([...clients, ...both.map(({ program }) => program.ended)])
  const rows = await storesWithTheirEvent()
  const found = new Map(rows.map(({ id, name }) => [id, name]))
  const lost = [...count.promised].filter(([id, name]) => found.get(id) !== name)
  console.log(
    `writes over HTTP: ${kills + 2} kills, ${count.promised.size} promised, ${rows.length} found, ${lost.length} lost, ${count.unanswered} unanswered, ${count.refused} refused`,
  )
  expect(lost).toEqual([])
  expect(count.unexpected).toEqual([])
  expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length)
  expect(count.promised.size).toBeGreaterThanOrEqual(kills * promisesBetweenKills)
}, 120_000)

async function storesWithTheirEvent(): Promise<{ id: string; name: string }[]> {
  const database = openLocal({ file: home.file, synchronous: 'NORMAL', clock: systemClock, random: Math.random })
  try {
    return await database.query(
      `SELECT id, name FROM stores WHERE EXISTS (SELECT 1 FROM events WHERE store_id = stores.id AND kind = 'transition')`,
    )
  } finally {
    database.close()
  }
}
