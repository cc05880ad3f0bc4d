// The chart's schema and its defaults, from which the README's table of values is made.
import { expect, test } from 'vitest'
import { withoutDefault } from '../../tools/generate/chart-values.ts'
import { chartFolder } from './chart.ts'

test('every field of the schema has a default', () => {
  expect(withoutDefault(chartFolder)).toEqual([])
})
