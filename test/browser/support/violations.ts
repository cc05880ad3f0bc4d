// What axe-core finds wrong with a page as it is at the moment, for whoever cannot see it or uses no mouse.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const grave = ['serious', 'critical']

/** The serious and the critical findings, each as a sentence that names the element. */
export async function violationsOf(page: Page): Promise<string[]> {
  // Evaluated over the debugging protocol, so the page's own policy stays in force.
  await page.evaluate(source)
  const { violations } = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as AxeResults
  return violations
    .filter(({ impact }) => grave.includes(impact ?? ''))
    .flatMap(({ id, help, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${help}: ${html} ${failureSummary ?? ''}`),
    )
}
