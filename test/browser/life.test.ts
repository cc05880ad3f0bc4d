// The life of stores as an operator sees it: created, READY, failed, tried again, deleted; without a reload.
import { describe, expect, test } from 'vitest'
import { violationsOf } from './support/violations.ts'
import { useWorld } from './support/world.ts'

const world = useWorld({ sandboxArgs: ['--pod-delay', '400'] })

describe('without a reload', () => {
  test('a store is asked for, appears at once, and goes READY before one’s eyes', async () => {
    world.stack.startPoller()
    const { page } = await world.open()
    await page.getByText('No stores yet').waitFor()
    expect(await violationsOf(page)).toEqual([])
    await page.keyboard.press('c')
    const name = page.getByLabel('Name', { exact: true })
    await name.fill('My Shop')
    expect(await name.inputValue()).toBe('my-shop')
    await page.getByText('It will be at http://my-shop.localhost').waitFor()
    expect(await violationsOf(page)).toEqual([])
    await page.getByRole('button', { name: 'Create store' }).click()
    const row = page.getByRole('listitem').filter({ hasText: 'my-shop' })
    await row.getByText('Setting up').waitFor()
    await row.getByText('Ready', { exact: true }).waitFor()
    expect(await row.getByRole('link', { name: 'Open the shop' }).getAttribute('href')).toMatch(
      /^http:\/\/my-shop\.localhost/,
    )
    expect(await page.evaluate('performance.getEntriesByType("navigation").length')).toBe(1)
  })
})
