// Hostile clients at length: thousands of lots of them against one server.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AttackedServer, attack, openAttackedServer } from '../functions/attacked-server.ts'

let server: AttackedServer
beforeAll(async () => {
  server = await openAttackedServer()
})
afterAll(() => server.close())

test('thousands of lots of hostile clients leave others answered, no 500, and no memory behind', async () => {
  await attack(server, { numRuns: 300 })
  const before = process.memoryUsage().rss
  await attack(server, { numRuns: 1_500 })
  expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024)
}, 300_000)
