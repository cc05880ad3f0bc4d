// The life of stores as an operator sees it: created, READY, failed, retried, deleted; all of it without a reload.
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { violationsOf } from './support/violations.ts'
import { rowOf, useWorld } from './support/world.ts'

const world = useWorld({ sandboxArgs: ['--pod-delay', '400'] })
const missing = { rules: [{ match: { namespace: 'store-broken-*' }, fault: 'image_not_found' }] }
const headingOf = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })
const eventsOf = async (id: string) =>
  (await world.stack.call('GET', `/api/v1/stores/${id}/events`)).body['events'] as { kind: string }[]

beforeAll(() => {
  world.stack.startPoller()
})

test("a store is asked for, appears at once, and becomes READY before one's eyes", async () => {
  const { page } = await world.open()
  await page.getByText('No stores yet').waitFor()
  expect(await violationsOf(page)).toEqual([])
  await page.getByRole('button', { name: 'New store' }).first().click()
  const name = page.getByLabel('Name', { exact: true })
  await name.pressSequentially('My Shop')
  expect(await name.inputValue()).toBe('my-shop')
  await page.getByText('It will be at http://my-shop.localhost').waitFor()
  expect(await violationsOf(page)).toEqual([])
  await page.getByRole('button', { name: 'Create store' }).click()
  const row = rowOf(page, 'my-shop')
  await row.getByText('Setting up').waitFor()
  await row.getByText('Ready', { exact: true }).waitFor()
  expect(await row.getByRole('link', { name: 'Open the shop' }).getAttribute('href')).toMatch(
    /^http:\/\/my-shop\.localhost/,
  )
  await page.locator('#announced', { hasText: /my-shop-\w{6}: Ready/ }).waitFor({ state: 'attached' })
  expect(await page.evaluate('performance.getEntriesByType("navigation").length')).toBe(1)
})

test('its own view shows the steps as they are passed, each with its time, and the timeline', async () => {
  const { page } = await world.open()
  const { id } = await world.stack.create('step-by-step', 'medusa')
  await rowOf(page, 'step-by-step').getByRole('link', { name: 'step-by-step', exact: true }).click()
  await headingOf(page, 'step-by-step').waitFor()
  await page.getByRole('listitem').filter({ hasText: 'Store answers' }).first().getByText(/\d s$/).waitFor()
  await page.getByText('Setting up → Ready').waitFor()
  const steps = page.locator('.steps li')
  expect(await steps.locator('.took').allTextContents()).toHaveLength(9)
  for (const took of await steps.locator('.took').allTextContents()) expect(took).toMatch(/^(< )?\d+(\.\d)? s$/)
  expect(await page.locator('.timeline li').count()).toBe((await eventsOf(id)).length)
  expect(await violationsOf(page)).toEqual([])
})

test('a failed store says why and what to do, unfolds what was seen, and is retried until it is READY', async () => {
  await world.stack.sandbox.setScenario(missing)
  const { page } = await world.open()
  await world.stack.create('broken')
  const row = rowOf(page, 'broken')
  await row.getByText('Failed', { exact: true }).waitFor()
  expect(await row.textContent()).toMatch(/Pods not ready: the image "\S+" does not exist \(\w+\)/)
  expect(await page.locator('section').first().getAttribute('aria-label')).toBe('Failed')
  await row.getByRole('link', { name: 'broken', exact: true }).click()
  await page.getByText("Correct the image's name in the chart's values, then retry.").waitFor()
  await page.locator('.step.is-failed', { hasText: 'Database' }).waitFor()
  expect(
    await page
      .locator('.step.is-done')
      .filter({ hasText: /Database|Shop|Web|answers/ })
      .count(),
  ).toBe(0)
  const panel = page.locator('.panel.is-failed')
  await panel.getByText('What was seen').click()
  await panel.locator('pre').getByText('ErrImagePull').first().waitFor()
  expect(await violationsOf(page)).toEqual([])
  await world.stack.sandbox.setScenario({})
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByText('Setting up → Ready').waitFor()
  expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0)
  expect(await page.getByText('Failed → Setting up').count()).toBe(1)
  await page.locator('#operation h2', { hasText: 'Retry succeeded' }).waitFor()
  const earlier = page.locator('#earlier li')
  expect(await earlier.count()).toBe(1)
  expect(await earlier.textContent()).toMatch(/^Creationfailed.*the image "\S+" does not exist/)
})

test('what is being done is cancelled once one is sure, and the store can then be retried', async () => {
  await world.stack.sandbox.setScenario({
    rules: [{ match: { namespace: 'store-too-slow-*', kind: 'Deployment' }, fault: 'slow', delayMs: 600_000 }],
  })
  const { id } = await world.stack.create('too-slow')
  const { page } = await world.open(`/?store=${id}`)
  await page.locator('#operation h2', { hasText: 'Creation running' }).waitFor()
  await page.locator('.step.is-current', { hasText: 'Web server' }).waitFor()
  await page.getByRole('button', { name: 'Cancel…' }).click()
  await page.getByRole('heading', { name: 'Cancel the creation of too-slow?' }).waitFor()
  expect(await violationsOf(page)).toEqual([])
  await page.getByRole('button', { name: 'Let it go on' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Cancel…' }).click()
  await page.getByRole('button', { name: 'Cancel it' }).click()
  await page.locator('#operation h2', { hasText: 'Creation cancelled' }).waitFor()
  await page.getByText('Setting up → Failed').waitFor()
  expect(await page.getByRole('button', { name: 'Cancel…' }).count()).toBe(0)
  expect(await violationsOf(page)).toEqual([])
  await world.stack.sandbox.setScenario({})
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByText('Setting up → Ready').waitFor()
})

test('what the API refuses is told at its field, and one keeps what one has typed', async () => {
  await world.stack.create('taken-name')
  const { page } = await world.open('/', { expected: /409/ })
  await page.getByRole('button', { name: 'New store' }).click()
  const name = page.getByLabel('Name', { exact: true })
  for (const [typed, said] of [
    ['-a', 'Begin and end with a letter or a digit.'],
    ['ab--c', 'Places 3 and 4 may not both be hyphens.'],
    ['käse', 'Use small letters a–z, digits and hyphens only.'],
    ['a'.repeat(41), 'Use 40 characters at most.'],
    ['www', 'This name is reserved; choose another.'],
  ] as const) {
    await name.fill(typed)
    await page.locator('#name-said', { hasText: said }).waitFor()
    expect(await name.getAttribute('aria-invalid')).toBe('true')
  }
  await name.fill('taken-name')
  await page.getByRole('button', { name: 'Create store' }).click()
  await page.locator('#name-said', { hasText: 'exists already' }).waitFor()
  expect(await name.inputValue()).toBe('taken-name')
  expect(await name.evaluate((field) => document.activeElement === field)).toBe(true)
  expect(await violationsOf(page)).toEqual([])
  await page.getByRole('button', { name: 'Look at that store' }).click()
  await headingOf(page, 'taken-name').waitFor()
})

test('the first login is shown behind a click that the timeline notes, and hidden again', async () => {
  const { id } = await world.stack.create('with-login')
  await world.stack.until(id, 'READY')
  const { page } = await world.open(`/?store=${id}`)
  await page.getByRole('button', { name: 'Show login' }).waitFor()
  expect((await eventsOf(id)).some(({ kind }) => kind === 'credentials_revealed')).toBe(false)
  await page.getByRole('button', { name: 'Show login' }).click()
  const login = page.locator('#login')
  await login.getByText(/wp-admin$/).waitFor()
  const password = (await login.locator('dd code').nth(2).textContent()) ?? ''
  expect(password).toMatch(/^[\w-]{32}$/)
  expect((await eventsOf(id)).filter(({ kind }) => kind === 'credentials_revealed')).toHaveLength(1)
  await page.locator('.timeline').getByText('Login shown').waitFor()
  await login.getByRole('button', { name: 'Hide' }).click()
  expect(await page.content()).not.toContain(password)
})

test('a READY store goes only once its name was typed, and its row goes with it', async () => {
  const { id } = await world.stack.create('short-lived')
  await world.stack.until(id, 'READY')
  const { page } = await world.open()
  await rowOf(page, 'short-lived').getByRole('link', { name: 'short-lived', exact: true }).click()
  const opener = page.getByRole('button', { name: 'Delete…' })
  await opener.click()
  await page.getByRole('heading', { name: 'Delete short-lived?' }).waitFor()
  expect(await violationsOf(page)).toEqual([])
  const sure = page.getByRole('button', { name: 'Delete store' })
  await page.getByLabel('Type short-lived to confirm').fill('short')
  expect(await sure.isDisabled()).toBe(true)
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  expect(await opener.evaluate((button) => document.activeElement === button)).toBe(true)
  await opener.click()
  await page.getByLabel('Type short-lived to confirm').fill('short-lived')
  await sure.click()
  await page.getByText('Ready → Deleting').waitFor()
  await page.getByText('Deleting → Deleted').waitFor()
  await page.getByRole('link', { name: 'All stores' }).click()
  await rowOf(page, 'my-shop').waitFor()
  expect(await rowOf(page, 'short-lived').count()).toBe(0)
  await page.getByRole('button', { name: /^Deleted/ }).click()
  await rowOf(page, 'short-lived').waitFor()
})
