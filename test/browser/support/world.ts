// What every browser test works in: a stack of built programs, a browser, and pages that may not complain.
import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { type Stack, startStack } from '../../support/stack.ts'
import { openBrowser, type PageOptions, type TestBrowser, type TestPage } from './open-browser.ts'

export type World = {
  stack: Stack
  browser: TestBrowser
  open(path?: string, options?: PageOptions): Promise<TestPage>
}

/** For the whole test file; each page that a test opens is closed after it, and must have had nothing to complain of. */
export function useWorld(options: Parameters<typeof startStack>[0] = {}): World {
  const world = {} as World
  const opened: TestPage[] = []
  beforeAll(async () => {
    world.stack = await startStack(options)
    world.browser = await openBrowser()
    world.open = async (path = '/', pageOptions = {}) => {
      const page = await world.browser.open(world.stack.apiUrl + path, pageOptions)
      opened.push(page)
      return page
    }
  })
  afterEach(async () => {
    for (const { complaints, close } of opened.splice(0)) {
      await close()
      expect(complaints).toEqual([])
    }
  })
  afterAll(async () => {
    await world.browser?.close()
    await world.stack?.stop()
  })
  return world
}

/** The row of a store in the list. */
export function rowOf(page: Page, name: string): Locator {
  return page.locator('.row').filter({ has: page.getByRole('link', { name, exact: true }) })
}
