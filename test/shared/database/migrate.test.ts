// Migrations: by whoever comes first, once, and never past what a program can read.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemClock } from '../../../shared/clock.ts'
import { migrate, requireSchema } from '../../../shared/database/migrate.ts'
import { openLocal } from '../../../shared/database/open-local.ts'
import { makeDatabase, type TestDatabase } from '../../support/database.ts'

let files: TestDatabase
beforeAll(async () => {
  files = await makeDatabase()
})
afterAll(() => files.remove())

const open = (name: string) =>
  openLocal({ file: `${files.folder}/${name}`, synchronous: 'NORMAL', clock: systemClock, random: Math.random })

test('four at once on an empty database apply each step once, and one installation id is made', async () => {
  const databases = Array.from({ length: 4 }, () => open('fresh.db'))
  const [first] = databases
  if (first === undefined) throw new Error('unreachable')
  await expect(requireSchema(first)).rejects.toThrow('storeplane admin migrate')
  const applied = await Promise.all(databases.map((database) => migrate(database)))
  expect(applied.flat()).toEqual([1])
  for (const database of databases) await requireSchema(database)
  const rows = await first.query<{ id: string }>('SELECT id FROM installation')
  expect(rows).toEqual([{ id: expect.stringMatching(/^[0-9a-f]{16}$/) }])
  for (const database of databases) database.close()
})

test('a database that a later program made unreadable for this one is refused', async () => {
  const newer = open('newer.db')
  await migrate(newer)
  await newer.write([{ sql: 'INSERT INTO schema_versions VALUES (99, 1, 0)' }])
  await requireSchema(newer)
  await newer.write([{ sql: 'INSERT INTO schema_versions VALUES (100, 99, 0)' }])
  await expect(requireSchema(newer)).rejects.toThrow('upgrade the program')
  await expect(migrate(newer)).rejects.toThrow('upgrade the program')
  newer.close()
})
