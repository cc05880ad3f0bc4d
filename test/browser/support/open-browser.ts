// Debian's Chromium, and pages in it whose every complaint (console, script error, refused by the policy) is kept.
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

export type TestPage = {
  page: Page
  context: BrowserContext
  /** What went wrong in the page so far: must be empty in the end. */
  complaints: string[]
  close(): Promise<void>
}

/** `key` is that of a reader who is signed in already; `expected` what the browser may complain of, as refusals that a test provokes. */
export type PageOptions = BrowserContextOptions & { key?: string; expected?: RegExp }

export type TestBrowser = {
  open(url: string, options?: PageOptions): Promise<TestPage>
  close(): Promise<void>
}

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** With a profile of its own, which goes with it. */
export async function openBrowser(): Promise<TestBrowser> {
  const browser = await chromium.launch({ executablePath, args, headless: true })
  return { open: (url, options) => openPage(browser, url, options), close: () => browser.close() }
}

async function openPage(browser: Browser, url: string, { key, expected, ...options }: PageOptions = {}) {
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'UTC', ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const complaints: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !expected?.test(message.text()))
      complaints.push(`${message.type()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => complaints.push(`script: ${error.message}`))
  if (key !== undefined) await page.addInitScript((text) => sessionStorage.setItem('storeplane-key', text), key)
  await page.goto(url)
  return { page, context, complaints, close: () => context.close() }
}
