// A picture of a page: thrown away, or with UPDATE=1 the one that the documents show.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { root } from '../../support/process.ts'

/** Those that README and docs/ show, small enough to be kept. */
const kept = ['stores-desk-light', 'store-failed-desk-dark', 'overview-desk-light', 'stores-phone-light']

/** Resolves with its size in bytes. */
export async function shoot(page: Page, name: string): Promise<number> {
  const keep = Boolean(process.env['UPDATE']) && kept.includes(name)
  const folder = keep ? join(root, 'docs/screenshots') : mkdtempSync(join(tmpdir(), 'storeplane-picture-'))
  mkdirSync(folder, { recursive: true })
  const picture = await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' })
  if (!keep) rmSync(folder, { recursive: true })
  return picture.length
}
