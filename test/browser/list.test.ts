// The list: what needs attention first, filters and addresses that can be kept, and the keyboard; rows placed by hand.
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { Bind } from '../../shared/database/database.ts'
import { beat, makeDeleted, makeFailed, makeReady } from '../functions/place-store.ts'
import { eventually } from '../support/eventually.ts'
import { setRow } from '../support/place-store.ts'
import { violationsOf } from './support/violations.ts'
import { rowOf, useWorld } from './support/world.ts'

const world = useWorld()
const ids: Record<string, string> = {}
const namesOf = (page: Page) => page.locator('.row .name').allTextContents()
const focused = (page: Page) => page.evaluate(() => document.activeElement?.id ?? '')
/** Columns of a store; what the API shows of it has changed at this moment. */
const set = (name: string, store: Record<string, Bind>) =>
  setRow(world.stack.database, ids[name] ?? '', { store: { updated_at: Date.now(), ...store } })

beforeAll(async () => {
  const { stack } = world
  for (const [name, engine] of [
    ['well', 'woocommerce'],
    ['lost', 'woocommerce'],
    ['ill', 'medusa'],
    ['going', 'woocommerce'],
    ['coming', 'medusa'],
    ['gone', 'woocommerce'],
  ] as const)
    ids[name] = (await stack.create(name, engine)).id
  for (const name of ['well', 'ill']) await makeReady(stack.database, ids[name] ?? '')
  await makeFailed(stack.database, ids['lost'] ?? '')
  for (const name of ['going', 'gone']) await stack.call('DELETE', `/api/v1/stores/${ids[name]}`)
  await makeDeleted(stack.database, ids['gone'] ?? '')
  await set('ill', { health: 'degraded', health_reason: 'web: 0 of 1 pods ready' })
  await set('going', { updated_at: Date.now() - 600_000 })
})

test('what needs somebody comes first: failed, not well, being deleted, being set up, then ready', async () => {
  const { page } = await world.open()
  await rowOf(page, 'well').waitFor()
  expect(await namesOf(page)).toEqual(['lost', 'ill', 'going', 'coming', 'well'])
  expect(await rowOf(page, 'ill').textContent()).toContain('web: 0 of 1 pods ready')
  expect(await rowOf(page, 'going').textContent()).toContain('Stuck deleting')
  expect(await rowOf(page, 'coming').textContent()).toContain('No poller is running')
  await page.getByText('No poller has ever ticked').waitFor()
  expect(await page.title()).toBe('(1) Stores · Storeplane')
  expect(await violationsOf(page)).toEqual([])
})

test('a store that turns ill moves up by itself, and back when it is well again', async () => {
  const { page } = await world.open()
  await rowOf(page, 'well').waitFor()
  await set('well', { health: 'degraded', health_reason: 'database is away' })
  await eventually(async () => (await namesOf(page)).slice(0, 3).includes('well'))
  await rowOf(page, 'well').getByText('database is away').waitFor()
  await set('well', { health: 'healthy', health_reason: null })
  await eventually(async () => (await namesOf(page)).at(-1) === 'well')
})

test('filters by status, engine and name stand in the address, which leads back to the same view', async () => {
  const { page } = await world.open()
  await rowOf(page, 'well').waitFor()
  await page.getByRole('button', { name: /^Ready/ }).click()
  await eventually(async () => String(await namesOf(page)) === 'ill,well')
  await page.getByLabel('Engine').selectOption('medusa')
  await eventually(async () => String(await namesOf(page)) === 'ill')
  expect(new URL(page.url()).search).toBe('?status=READY&engine=medusa')
  const again = await world.open(`/${new URL(page.url()).search}`)
  await rowOf(again.page, 'ill').waitFor()
  expect(await namesOf(again.page)).toEqual(['ill'])
  expect(await again.page.getByRole('button', { name: /^Ready/ }).getAttribute('aria-pressed')).toBe('true')
  await page.goBack()
  await eventually(async () => String(await namesOf(page)) === 'ill,well')
  await page.getByRole('button', { name: /^Deleted/ }).click()
  await eventually(async () => String(await namesOf(page)) === 'gone')
  await page.getByRole('button', { name: /^All/ }).click()
  await page.keyboard.press('/')
  await page.keyboard.type('GO')
  await eventually(async () => String(await namesOf(page)) === 'going')
  expect(new URL(page.url()).search).toBe('?q=GO')
  await page.keyboard.type('ne with the wind')
  await page.getByText('No store matches').waitFor()
  expect(await violationsOf(page)).toEqual([])
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await rowOf(page, 'well').waitFor()
  expect(await page.locator('#search').inputValue()).toBe('')
})

test('an address that names nothing known shows all, and that of no store says so', async () => {
  const { page } = await world.open('/?status=NONSENSE&engine=x&view=y', { expected: /404/ })
  await rowOf(page, 'well').waitFor()
  await page.goto(`${world.stack.apiUrl}/?store=nobody-abc123`)
  await page.getByRole('heading', { name: 'There is no such store' }).waitFor()
  expect(await violationsOf(page)).toEqual([])
  await page.getByRole('link', { name: 'All stores' }).click()
  await rowOf(page, 'well').waitFor()
})

test('the keyboard alone leads through the list, into a store and back to its row', async () => {
  const { page } = await world.open()
  await rowOf(page, 'well').waitFor()
  for (const name of ['lost', 'ill', 'going']) {
    await page.keyboard.press('j')
    await eventually(async () => (await focused(page)) === `row-${ids[name]}`)
  }
  await page.keyboard.press('k')
  await eventually(async () => (await focused(page)) === `row-${ids['ill']}`)
  await page.keyboard.press('ArrowUp')
  await eventually(async () => (await focused(page)) === `row-${ids['lost']}`)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'lost' }).waitFor()
  expect(await focused(page)).toBe('main')
  await page.keyboard.press('Escape')
  await eventually(async () => (await focused(page)) === `row-${ids['lost']}`)
  await page.keyboard.press('?')
  await page.getByRole('dialog').getByText('Find a store').waitFor()
  expect(await violationsOf(page)).toEqual([])
  await page.getByLabel('Single-key shortcuts').uncheck()
  await page.keyboard.press('Escape')
  await page.keyboard.press('c')
  await page.keyboard.press('/')
  expect(await page.getByRole('dialog').count()).toBe(0)
  expect(await focused(page)).toBe(`row-${ids['lost']}`)
})

test('commands and names are copied by a button that says so', async () => {
  const { page, context } = await world.open(`/?store=${ids['well']}`)
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const copied = async () => page.evaluate(() => navigator.clipboard.readText())
  await page.getByRole('button', { name: 'Copy: See its pods' }).click()
  await page.locator('#announced', { hasText: 'Copied' }).waitFor({ state: 'attached' })
  expect(await copied()).toBe(`kubectl -n store-${ids['well']} get pods`)
  await page.getByRole('button', { name: 'Copy: Namespace' }).click()
  await eventually(async () => (await copied()) === `store-${ids['well']}`)
})

test('the focus goes along with a row that moves to another group', async () => {
  const { page } = await world.open()
  await page.locator(`#row-${ids['well']}`).focus()
  await set('well', { health: 'degraded', health_reason: 'database is away' })
  await rowOf(page, 'well').getByText('database is away').waitFor()
  expect(await focused(page)).toBe(`row-${ids['well']}`)
  await set('well', { health: 'healthy', health_reason: null })
  await rowOf(page, 'well').getByText('Ready', { exact: true }).waitFor()
  expect(await focused(page)).toBe(`row-${ids['well']}`)
})

test('what a store waits for is shown anew also where no event tells of it', async () => {
  await beat(world.stack.database, 'one')
  const { page } = await world.open(`/?store=${ids['coming']}`)
  await page.locator('.state').getByText('Queued, next').waitFor()
  await page.locator('#connection', { hasText: 'Live' }).waitFor()
  await setRow(world.stack.database, ids['coming'] ?? '', { operation: { state: 'running', message: 'Something new' } })
  await page.locator('.state').getByText('Something new').waitFor({ timeout: 10_000 })
})

test('text of the cluster is text, whatever it looks like', async () => {
  const evil = '<img src=x onerror="window.harmed=1"><script>window.harmed=1</script>'
  await world.stack.database.write([
    {
      sql: `INSERT INTO events (store_id, owner, at, kind, message, evidence) VALUES (?, 'default', 1, 'evidence', ?, ?)`,
      args: [ids['lost'] ?? '', evil, evil],
    },
  ])
  await set('lost', { failure_reason: evil })
  await set('well', { url: 'javascript:window.harmed=1' })
  const { page } = await world.open()
  await rowOf(page, 'lost').getByText(evil).waitFor()
  expect(await rowOf(page, 'well').locator('a.shop[href]').count()).toBe(0)
  await page.goto(`${world.stack.apiUrl}/?store=${ids['lost']}`)
  await page.locator('.panel.is-failed').getByText('What was seen').click()
  await page.locator('.panel.is-failed pre').getByText(evil).waitFor()
  expect(await page.evaluate('window.harmed')).toBeUndefined()
  expect(await page.locator('main img, main script').count()).toBe(0)
})
