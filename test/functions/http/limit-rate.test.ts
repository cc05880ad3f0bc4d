// RATE_LIMIT_PER_SECOND: a key that asks too often is told when to come back, and keeps no other from asking.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemClock } from '../../../shared/clock.ts'
import { makeDatabase, type TestDatabase } from '../../support/database.ts'
import { quietLog } from '../../support/quiet-log.ts'
import { makeApi, makeKey } from '../api.ts'

let files: TestDatabase
beforeAll(async () => {
  files = await makeDatabase()
})
afterAll(() => files.remove())

function limited(rateLimitPerSecond: number) {
  const time = { ms: 0 }
  const clock = { ...systemClock, monotonicMs: () => time.ms }
  return { time, ...makeApi(files.database, { rateLimitPerSecond }, quietLog, { clock }) }
}

test("one second's worth may come at once; the next is refused with Retry-After, and served when that is over", async () => {
  const { call, time } = limited(3)
  const { headers } = await makeKey(files.database)
  const ask = () => call('/stores', { headers })
  for (const _ of [1, 2, 3]) expect((await ask()).status).toBe(200)
  const refused = await ask()
  expect([refused.status, refused.body.code]).toEqual([429, 'rate_limited'])
  expect(refused.headers.get('Retry-After')).toBe('1')
  time.ms += 334
  expect([(await ask()).status, (await ask()).status]).toEqual([200, 429])
  time.ms += 3_600_000
  expect([...(await Promise.all([1, 2, 3, 4].map(ask)))].map(({ status }) => status)).toEqual([200, 200, 200, 429])
})

test('each key has its own, and health is never refused', async () => {
  const { call } = limited(1)
  const [one, other] = [await makeKey(files.database), await makeKey(files.database)]
  expect((await call('/stores', { headers: one.headers })).status).toBe(200)
  expect((await call('/stores', { headers: one.headers })).status).toBe(429)
  expect((await call('/stores', { headers: other.headers })).status).toBe(200)
  for (const _ of [1, 2, 3]) expect((await call('/health')).status).toBe(200)
})

test('without a limit nobody is refused', async () => {
  const { call } = limited(0)
  const { headers } = await makeKey(files.database)
  const answers = await Promise.all(Array.from({ length: 50 }, () => call('/stores?limit=1', { headers })))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
})
