// Earlier results beside new ones: values and ratios of both, and how the one has become the other.
import type { Measure } from './measure.ts'
import type { Results } from './results.ts'
import { rowsOf } from './rows.ts'
import { alignColumns } from './terminal-table.ts'
import { number } from './words.ts'

/** A ratio was measured beside its own comparison, so it tells more than two values of two days. */
export function compareTable(measures: readonly Measure[], earlier: Results, fresh: Results): string {
  const before = new Map(rowsOf(measures, earlier).map((row) => [keyOf(row), row.judged]))
  const rows = rowsOf(measures, fresh).map((row) => {
    const [was, is] = [before.get(keyOf(row)), row.judged]
    return [
      `${row.measure.id}: ${row.figure.name}`,
      `${was ? number(was.value.median) : 'none'} -> ${number(is.value.median)} ${row.figure.unit}`,
      was ? change(was.value.median, is.value.median) : '',
      is.ratio ? `${was?.ratio ? number(was.ratio.median) : 'none'} -> ${number(is.ratio.median)}` : '',
      is.ratio && was?.ratio ? change(was.ratio.median, is.ratio.median) : '',
    ]
  })
  return alignColumns([['figure', 'measured: old -> new', 'change', 'ratio: old -> new', 'change'], ...rows])
}

function keyOf({ measure, figure }: { measure: { id: string }; figure: { id: string } }): string {
  return `${measure.id} ${figure.id}`
}

function change(was: number, is: number): string {
  return was === 0 ? '' : `x ${number(is / was)}`
}
