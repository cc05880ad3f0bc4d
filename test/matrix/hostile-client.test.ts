// Hostile clients at length: thousands of lots of them against one server.
import { expect, test } from 'vitest'
import { attack, useAttackedServer } from '../functions/attacked-server.ts'

const server = useAttackedServer()

test('thousands of lots of hostile clients leave others answered, no 500, and no memory behind', async () => {
  await attack(server, { numRuns: 300 })
  const before = process.memoryUsage().rss
  await attack(server, { numRuns: 1_500 })
  expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024)
}, 300_000)
