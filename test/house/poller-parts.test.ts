// What each tick of the poller parses before it looks at the database: cron and a timer start it anew again and again.
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../support/process.ts'

/** The file and all that it imports at once, in any order; each holds the names of the packages that it was made of. */
function partsLoadedBy(file: string, found = new Map<string, string>()): Map<string, string> {
  if (found.has(file)) return found
  const text = readFileSync(file, 'utf8')
  found.set(file, text)
  for (const [, path = ''] of text.matchAll(/^(?:import|\} from) ?[^"\n]*"(\.\/[^"]+)";$/gm))
    partsLoadedBy(join(dirname(file), path), found)
  return found
}

test('an idle tick parses neither zod nor YAML nor the Kubernetes client, and less than 400 KB in all', () => {
  const parts = [...partsLoadedBy(join(root, 'dist/poller.mjs')).values()]
  const packages = new Set(
    parts.flatMap((text) => [...text.matchAll(/^\/\/ node_modules\/([^\n]+?)\//gm)].map(([, name]) => name)),
  )
  expect(packages).toContain('pino')
  for (const heavy of ['zod', 'yaml', 'js-yaml', '@kubernetes', '@libsql', 'execa'])
    expect(packages).not.toContain(heavy)
  expect(parts.length).toBeGreaterThan(3)
  expect(parts.reduce((sum, text) => sum + text.length, 0)).toBeLessThan(400_000)
})
