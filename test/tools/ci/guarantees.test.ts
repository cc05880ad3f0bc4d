// What the guarantees stage takes as run and passed.
import { expect, test } from 'vitest'
import { missingTests, namedTests } from '../../../tools/ci/guarantees.mjs'

const report = (titles: string[], status = 'passed') => ({
  testResults: [{ name: '/here/a.test.ts', assertionResults: titles.map((title) => ({ title, status })) }],
})
const rows = (...names: string[]) => namedTests(names.map((name) => `| it holds | \`a.test.ts\`: ${name} |`).join('\n'))

test('a name with values stands for each row of its table, several values too, and for nothing else', () => {
  const named = rows('%i %s stores have one sentence (a test)', 'ends with %s')
  expect(
    missingTests(named, [report(['15 medusa stores have one sentence (a test)', 'ends with 2'])], '/here'),
  ).toEqual([])
  expect(missingTests(named, [report(['15 medusa stores have one sentence', 'ends'])], '/here')).toHaveLength(2)
})

test('a test that failed, was skipped or is not there is missing', () => {
  const named = rows('it is kept')
  for (const reports of [[report(['it is kept'], 'failed')], [report(['it is kept'], 'skipped')], [report([])], []])
    expect(missingTests(named, reports, '/here')).toEqual(['a.test.ts: it is kept'])
  expect(missingTests(named, [report([]), report(['it is kept'])], '/here')).toEqual([])
})
