// `guarantees.mjs REPORT…`: every test that docs/guarantees.md names ran and passed, by vitest's JSON reports; exits 1 where not.
import { existsSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(fileURLToPath(import.meta.url), '../../..')

/** The rows of docs/guarantees.md as [file, name of the test]. */
export function namedTests(markdown) {
  return [...markdown.matchAll(/^\|.*\| `([^`]+)`: (.+) \|$/gm)].map(([, file, name]) => [file, name])
}

/** Sentences, one for each named test that is not among those that passed; `%s` and `%i` in a name stand for a row of its table. */
export function missingTests(named, reports, folder) {
  const results = reports.flatMap(({ testResults }) => testResults)
  const passed = results.flatMap(({ name: file, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'passed')
      .map(({ title }) => `${relative(folder, file)}: ${title}`),
  )
  return named.map(([file, name]) => `${file}: ${name}`).filter((test) => !passed.some(patternOf(test)))
}

function patternOf(test) {
  const parts = test.split(/%[sijd]/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  const pattern = new RegExp(`^${parts.join('.+')}$`, 's')
  return (title) => pattern.test(title)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const named = namedTests(readFileSync(join(root, 'docs/guarantees.md'), 'utf8'))
  // A stage that did not run has written none.
  const reports = process.argv.slice(2).filter((file) => existsSync(file))
  const read = reports.map((file) => JSON.parse(readFileSync(file, 'utf8')))
  const missing = missingTests(named, read, root)
  for (const test of missing) console.error(`guarantees: did not run and pass: ${test}`)
  console.log(`guarantees: ${named.length - missing.length} of ${named.length} held by tests that ran`)
  process.exitCode = missing.length > 0 || named.length === 0 ? 1 : 0
}
