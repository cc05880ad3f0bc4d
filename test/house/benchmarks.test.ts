// The committed results, from which `npm run generate` makes docs/benchmarks.md and the table in docs/scaling.md.
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { measures } from '../bench/measures/index.ts'
import { readResults } from '../bench/results.ts'

const root = resolve(import.meta.dirname, '../..')
const file = join(root, 'test/bench/results.json')
const results = readResults(file)

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
