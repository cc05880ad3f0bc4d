// The engines by name: which there are, and what becomes of a name that is none.
import { expect, test } from 'vitest'
import { engineOf, engines, isKnownEngine } from '../../shared/engines/index.ts'
import { makeDatabase } from '../support/database.ts'

test('every registered engine is found by its name, and a name belongs to one engine', () => {
  expect(engines.map((name) => engineOf(name).id)).toEqual(engines)
  expect(new Set(engines).size).toBe(engines.length)
  for (const name of engines) expect(name).toMatch(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/)
})

test('a name that no definition has is refused with the names that there are', () => {
  expect(isKnownEngine('magento')).toBe(false)
  expect(() => engineOf('magento')).toThrow(
    `This version of Storeplane does not know the engine "magento", only ${engines.join(', ')}`,
  )
})

test('the timeline of a store has no step for a part that its engine lacks', async () => {
  const { database, remove } = await makeDatabase()
  const rows = await database.query<{ engine: string; step: string }>('SELECT engine, step FROM skipped_steps')
  const lacking = engines.flatMap((engine) =>
    (['database', 'cache', 'setup'] as const)
      .filter((part) => !engineOf(engine).parts.includes(part))
      .map((step) => ({ engine, step })),
  )
  expect(rows).toEqual(lacking)
  remove()
})

test('the database has a row for every engine, and for no other', async () => {
  const { database, remove } = await makeDatabase()
  const rows = await database.query<{ engine: string }>('SELECT engine FROM engines')
  expect(rows.map(({ engine }) => engine).sort()).toEqual([...engines].sort())
  remove()
})

test('every engine has a URL to probe, a login, and texts for people', () => {
  for (const name of engines) {
    const { label, description, parts, probes, login } = engineOf(name)
    expect([label, description].every((text) => /\S/.test(text))).toBe(true)
    expect(parts).toEqual(expect.arrayContaining(['web', 'ingress']))
    expect(probes.length).toBeGreaterThan(0)
    const address = { url: 'https://a.example', host: 'a.example', adminEmail: 'me@a.example' }
    expect(login(address).adminUrl).toMatch(/^https:\/\/a\.example\//)
  }
})
