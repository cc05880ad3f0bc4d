// A libSQL server that ends a transaction because it takes long and another program wants to write: an error, and no more.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Database } from '../../../shared/database/database.ts'
import { openRemote } from '../../../shared/database/open-remote.ts'
import { startSqld } from '../../support/sqld.ts'

const escaped: unknown[] = []
const keep = (reason: unknown) => void escaped.push(reason)
beforeEach(() => {
  escaped.length = 0
  process.on('unhandledRejection', keep)
})
afterEach(() => void process.off('unhandledRejection', keep))

/** Node tells of a rejection that nobody handles once all that follows from it has run. */
const afterRejections = () => new Promise((resolve) => setImmediate(resolve))

const ended = { kind: 'unavailable', message: expect.stringContaining('TRANSACTION_TIMEOUT') }

test('its write fails as when the database is away, nothing of it stays, and no rejection is left to end the program', async () => {
  const sqld = await startSqld()
  const open = () => openRemote({ url: sqld.url, authToken: undefined, timeoutMs: 30_000 })
  const [slow, other] = [open(), open()]
  await slow.write([{ sql: 'CREATE TABLE numbers (number INTEGER)' }])
  const writing = slow.write(busyFor(12_000))
  const [told] = await Promise.all([writing.catch((error: unknown) => error), writeUntil(writing, other)])
  expect(told).toMatchObject(ended)
  await afterRejections()
  expect(escaped).toEqual([])
  expect(await other.query('SELECT number FROM numbers WHERE number > 0')).toEqual([])
  for (const one of [slow, other]) one.close()
  await sqld.stop()
})

/** Statements that keep a transaction at work for so long, however fast the machine is. */
function busyFor(ms: number) {
  const sql = `INSERT INTO numbers WITH RECURSIVE counted (number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM counted
      WHERE number < iif(unixepoch('subsec') * 1000 < :until, 200000, 1))
    SELECT max(number) FROM counted`
  return Array.from({ length: 500 }, () => ({ sql, args: { until: Date.now() + ms } }))
}

/** Another program that writes as often as it may, and is refused while the server is locked for too long. */
async function writeUntil(settled: Promise<unknown>, database: Database): Promise<void> {
  let isOver = false
  const end = () => {
    isOver = true
  }
  settled.then(end, end)
  while (!isOver) await database.write([{ sql: 'INSERT INTO numbers VALUES (-1)' }]).catch(() => undefined)
}

test.each([0, 1, 2, 3])(
  'the error of step %d is told, whatever the server says of the steps behind it',
  async (failed) => {
    const steps = [0, 1, 2, 3, 4]
    const error = (step: number) => ({ message: `step ${step} was ended`, code: 'TRANSACTION_TIMEOUT' })
    const done = { cols: [], rows: [], affected_row_count: 0, last_insert_rowid: null }
    const result = {
      step_results: steps.map((step) => (step < failed ? done : null)),
      step_errors: steps.map((step) => (step < failed ? null : error(step))),
    }
    const { url, stop } = await answerWith(result)
    const database = openRemote({ url, authToken: undefined })
    await expect(database.write([{ sql: 'SELECT 1' }, { sql: 'SELECT 2' }])).rejects.toMatchObject({
      ...ended,
      message: expect.stringContaining(`step ${failed} was ended`),
    })
    await afterRejections()
    expect(escaped).toEqual([])
    database.close()
    stop()
  },
)

/** A server of whose batches every one ends so. */
async function answerWith(result: object): Promise<{ url: string; stop: () => void }> {
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (part: Buffer) => {
      body += part.toString()
    })
    request.on('end', () => {
      const { requests } = JSON.parse(body) as { requests: { type: string }[] }
      const results = requests.map(({ type }) => ({
        type: 'ok',
        response: { type, ...(type === 'batch' ? { result } : {}) },
      }))
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ baton: null, base_url: null, results }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop: () => server.close() }
}
