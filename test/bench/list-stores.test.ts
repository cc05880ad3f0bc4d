// What a page of stores costs at 1,000,000 beside what it costs at 1,000, in one run on one machine.
import { afterAll, expect, test } from 'vitest'
import { listStores, localCaller, type Position } from '../../shared/stores/index.ts'
import { makeDatabase, type TestDatabase } from '../support/database.ts'
import { fillWithStores } from '../support/many-stores.ts'

const opened: TestDatabase[] = []
afterAll(() => {
  for (const one of opened) one.remove()
})

async function filled(count: number) {
  const files = await makeDatabase()
  opened.push(files)
  await fillWithStores(files.database, count)
  return files.database
}

const walks = 60

test('a page and a walk by cursor cost at most twice as much at 1,000,000 stores as at 1,000', async () => {
  const [few, many] = [await filled(1_000), await filled(1_000_000)]
  const cost = async (database: typeof few) => {
    const startedMs = performance.now()
    for (let walk = 0; walk < walks; walk++) {
      let after: Position | null = null
      for (let page = 0; page < 8; page++) {
        const found = await listStores(database, { caller: localCaller, filter: {}, limit: 100, after })
        after = found.next
      }
    }
    return (performance.now() - startedMs) / walks
  }
  const measured: Record<'few' | 'many', number>[] = []
  for (let round = 0; round < 3; round++) measured.push({ few: await cost(few), many: await cost(many) })
  const best = (of: 'few' | 'many') => Math.min(...measured.map((round) => round[of]))
  console.log(`8 pages of 100: ${best('few').toFixed(1)} ms of 1,000; ${best('many').toFixed(1)} ms of 1,000,000`)
  expect(best('many')).toBeLessThan(2 * best('few'))
}, 300_000)
