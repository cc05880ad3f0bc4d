// docs/benchmarks.md and the table in docs/scaling.md, held against the results that they are made from. `npm run bench:docs`
// writes them anew.
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { measures } from '../bench/measures/index.ts'
import { readResults } from '../bench/results.ts'
import { makeDocuments } from '../bench/write-documents.ts'

const root = resolve(import.meta.dirname, '../..')
const file = join(root, 'test/bench/results.json')
const results = readResults(file)
const documents = makeDocuments(results)

test.each(Object.keys(documents))('%s says what the results of the benchmark say', (document) => {
  expect(readFileSync(join(root, document), 'utf8')).toBe(documents[document])
})

test('the committed results are of whole runs, of measures that there are', () => {
  const known = new Map(measures.map((measure) => [measure.id, measure]))
  const faults = Object.entries(results.measures).flatMap(([id, { quick, failure, rounds }]) => [
    ...(known.has(id) ? [] : [`there is no measure ${id}`]),
    ...(quick ? [`${id} was measured with --quick`] : []),
    ...(failure === undefined ? [] : [`${id} failed: ${failure}`]),
    ...(known.get(id)?.figures ?? [])
      .filter((figure) => !rounds[figure.id])
      .map((figure) => `${id} lacks ${figure.id}`),
  ])
  expect(faults).toEqual([])
})

test('the committed results name no path, host or port of the machine that measured', () => {
  expect(readFileSync(file, 'utf8')).not.toMatch(/\/(tmp|home|root|work|usr|var)\/|127\.0\.0\.1|localhost|https?:/)
})
