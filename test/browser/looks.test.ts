// How it looks, in light and dark, on a desk and on a phone: nothing sticks out, everything can be read, all views.
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { furnish, furnishSettings } from './support/furnish.ts'
import type { PageOptions } from './support/open-browser.ts'
import { shoot } from './support/shoot.ts'
import { violationsOf } from './support/violations.ts'
import { rowOf, useWorld } from './support/world.ts'

const world = useWorld({ settings: furnishSettings, sandboxArgs: ['--pod-delay', '300'] })
let ids: Awaited<ReturnType<typeof furnish>>
beforeAll(async () => {
  ids = await furnish(world.stack)
}, 90_000)

const desk = { viewport: { width: 1280, height: 832 } }
const phone = { viewport: { width: 360, height: 760 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true }

const views: Record<string, { path: () => string; ready: (page: Page) => Promise<unknown> }> = {
  stores: { path: () => '/', ready: (page) => rowOf(page, 'harbor-roasters').waitFor() },
  overview: { path: () => '/?view=overview', ready: (page) => page.getByText('Time to ready').waitFor() },
  'store-failed': {
    path: () => `/?store=${ids.failed}`,
    ready: (page) => page.locator('.timeline li').nth(3).waitFor(),
  },
  'store-coming': {
    path: () => `/?store=${ids.coming}`,
    ready: (page) => page.locator('.timeline li').nth(3).waitFor(),
  },
  'store-degraded': { path: () => `/?store=${ids.ill}`, ready: (page) => page.locator('.panel.is-degraded').waitFor() },
}
const sizes: Record<string, PageOptions> = { desk, phone }

describe.each(Object.keys(views))('%s', (view) => {
  test.each(Object.keys(sizes))(
    'on a %s it fits, reads well and can be used by everybody, in light and dark',
    async (size) => {
      const { page } = await world.open(views[view]?.path() ?? '/', sizes[size])
      await views[view]?.ready(page)
      await page.locator('#connection', { hasText: 'Live' }).waitFor()
      const grounds = new Set<string>()
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        await fitsAndReads(page)
        grounds.add(await page.evaluate(() => getComputedStyle(document.body).backgroundColor))
        expect(await shoot(page, `${view}-${size}-${colorScheme}`)).toBeGreaterThan(10_000)
      }
      expect(grounds.size).toBe(2)
    },
  )
})

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  test('dialogs and the sign-in fit a phone and can be used by everybody', async () => {
    const { page } = await world.open(`/?store=${ids.ill}`, { ...phone, colorScheme, expected: /401/ })
    await page.getByRole('button', { name: 'Delete…' }).click()
    await fitsAndReads(page)
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('link', { name: 'All stores' }).click()
    await page.getByRole('button', { name: 'New store' }).click()
    await page.getByLabel('Name', { exact: true }).fill('-wrong-')
    await page.locator('#name-said.field-fault').waitFor()
    await fitsAndReads(page)
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.route('**/api/v1/overview', (route) =>
      route.fulfill({ status: 401, json: { code: 'unauthorized', detail: '' } }),
    )
    await page.reload()
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    await fitsAndReads(page)
  })
})

test('who wants less motion gets none', async () => {
  for (const [reducedMotion, names] of [
    ['no-preference', 'turn'],
    ['reduce', 'none'],
  ] as const) {
    const { page } = await world.open('/', { reducedMotion })
    const turning = rowOf(page, 'olive-branch').locator('.turning')
    await turning.waitFor()
    expect(await turning.evaluate((icon) => getComputedStyle(icon).animationName)).toBe(names)
  }
})

async function fitsAndReads(page: Page): Promise<void> {
  expect(await overhang(page)).toBe(0)
  expect(await violationsOf(page)).toEqual([])
}

/** By how many pixels the page is wider than the window. */
function overhang(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
}
