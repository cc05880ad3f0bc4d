// With API keys: signing in, what a key's scopes hide, and what becomes of a key that ends.
import { beforeAll, expect, test } from 'vitest'
import { now } from '../../shared/database/now.ts'
import { makeKey } from '../functions/api.ts'
import { makeFailed, makeReady } from '../functions/place-store.ts'
import { violationsOf } from './support/violations.ts'
import { rowOf, useWorld } from './support/world.ts'

const world = useWorld()
const refused = /40[13]/
let full: { id: string; key: string }
let reader: { id: string; key: string }
let ready: string
let failed: string
beforeAll(async () => {
  const { database } = world.stack
  ready = (await world.stack.create('anna-shop')).id
  failed = (await world.stack.create('anna-lost')).id
  await makeReady(database, ready)
  await makeFailed(database, failed)
  await database.write(
    ['stores', 'operations', 'events'].map((table) => ({ sql: `UPDATE ${table} SET owner = 'anna'` })),
  )
  full = await makeKey(database, { owner: 'anna', scopes: ['read', 'write', 'credentials'] })
  reader = await makeKey(database, { owner: 'anna', scopes: ['read'] })
})

test('a user signs in with a key, stays signed in over a reload, and signs out again', async () => {
  const { page } = await world.open('/', { expected: refused })
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  expect(await violationsOf(page)).toEqual([])
  const field = page.getByLabel('API key')
  await field.fill('sp_short')
  await page.keyboard.press('Enter')
  await page.getByText('A key begins with sp_').waitFor()
  await field.fill(`sp_${'A'.repeat(43)}`)
  await page.keyboard.press('Enter')
  await page.getByText('This key is not known').waitFor()
  expect(await violationsOf(page)).toEqual([])
  await field.fill(full.key)
  await page.keyboard.press('Enter')
  await rowOf(page, 'anna-shop').waitFor()
  await page.reload()
  await rowOf(page, 'anna-shop').waitFor()
  expect(page.url()).not.toContain(full.key)
  expect(await page.evaluate('document.cookie + JSON.stringify(localStorage)')).not.toContain('sp_')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  expect(await page.evaluate('sessionStorage.length')).toBe(0)
  expect(await page.content()).not.toContain('anna-shop')
})

test('a key that may only read is shown everything and offered nothing that it may not', async () => {
  const { page } = await world.open('/', { key: reader.key })
  await rowOf(page, 'anna-shop').waitFor()
  expect(await page.getByRole('button', { name: 'New store' }).count()).toBe(0)
  await page.keyboard.press('c')
  expect(await page.getByRole('dialog').count()).toBe(0)
  for (const id of [ready, failed]) {
    await page.goto(`${world.stack.apiUrl}/?store=${id}`)
    await page.getByRole('heading', { name: 'Timeline' }).waitFor()
    expect(await page.getByRole('button', { name: /Delete|Try again|Cancel|Show login/ }).count()).toBe(0)
  }
  expect(await violationsOf(page)).toEqual([])
})

test('the same views with a key that may do more offer more', async () => {
  const { page } = await world.open(`/?store=${ready}`, { key: full.key })
  await page.getByRole('button', { name: 'Show login' }).waitFor()
  await page.getByRole('button', { name: 'Delete…' }).waitFor()
  await page.goto(`${world.stack.apiUrl}/?store=${failed}`)
  await page.getByRole('button', { name: 'Try again' }).waitFor()
})

test("another owner's key shows none of it, and a key without read says what is missing", async () => {
  const { database } = world.stack
  const bert = await makeKey(database, { owner: 'bert' })
  const other = await world.open(`/?store=${ready}`, { key: bert.key, expected: /404/ })
  await other.page.getByRole('heading', { name: 'There is no such store' }).waitFor()
  await other.page.getByRole('link', { name: 'All stores' }).click()
  await other.page.getByText('No stores yet').waitFor()
  const writer = await makeKey(database, { owner: 'anna', scopes: ['write'] })
  const { page } = await world.open('/', { key: writer.key, expected: refused })
  await page.getByText('needs a key with the scope read').waitFor()
  await page.getByRole('button', { name: 'Sign out' }).waitFor()
})

test('a key that is revoked leads back to the sign-in, and nothing that it showed stays', async () => {
  const { database } = world.stack
  const short = await makeKey(database, { owner: 'anna', scopes: ['read', 'write'] })
  const { page } = await world.open('/', { key: short.key, expected: refused })
  await rowOf(page, 'anna-shop').waitFor()
  await database.write([{ sql: `UPDATE api_keys SET revoked_at = ${now} WHERE id = ?`, args: [short.id] }])
  await page.getByText('This key is not accepted any more').waitFor({ timeout: 30_000 })
  expect(await page.content()).not.toContain('anna-shop')
  expect(await page.evaluate('sessionStorage.length')).toBe(0)
})
