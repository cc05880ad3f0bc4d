// docs/guarantees.md names tests that exist; that they ran is looked at in CI, where the report of the whole run is there.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { missingTests, namedTests } from '../../tools/ci/guarantees.mjs'
import { root } from '../support/process.ts'

const named = namedTests(readFileSync(join(root, 'docs/guarantees.md'), 'utf8'))

test('every guarantee names a test that exists, in the file that it names', () => {
  const gone = named.filter(([file, name]) => {
    const path = join(root, file)
    return !existsSync(path) || !readFileSync(path, 'utf8').includes(name)
  })
  expect(gone).toEqual([])
  expect(named.length).toBeGreaterThan(20)
})

test('a named test that failed, was skipped or did not run is missed', () => {
  const reports = [{ holds: 'passed', fails: 'failed', skipped: 'pending' }, { 'holds in another run': 'passed' }].map(
    (results) => {
      const assertionResults = Object.entries(results).map(([title, status]) => ({ title, status }))
      return { testResults: [{ name: join(root, 'a.test.ts'), assertionResults }] }
    },
  )
  const names = ['holds', 'fails', 'skipped', 'holds in another run', 'never ran']
  const tests = names.map((name): [string, string] => ['a.test.ts', name])
  expect(missingTests(tests, reports, root)).toEqual(['a.test.ts: fails', 'a.test.ts: skipped', 'a.test.ts: never ran'])
})
