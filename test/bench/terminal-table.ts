// The results for a terminal: columns in line, goals beside the numbers, and reasons below for what is missed.
import type { Measure } from './measure.ts'
import type { Results } from './results.ts'
import { type FigureRow, groupMisses, isMissed, type MissGroup, rowsOf } from './rows.ts'
import { goalInWords, number, spread } from './words.ts'

export function terminalTable(measures: readonly Measure[], results: Results): string {
  const rows = rowsOf(measures, results)
  const cells = [['figure', 'measured', 'beside', 'ratio', 'goal', ''], ...rows.map(toCells)]
  const limits = Object.values(results.measures).flatMap((entry) => entry.limits ?? [])
  const failures = Object.entries(results.measures).filter(([, { failure }]) => failure !== undefined)
  return [
    alignColumns(cells),
    ...groupMisses(rows.filter(isMissed)).map(missed),
    ...limits.map(
      ({ of, carries, givesAt, what }) => `${of}: ${carries}${givesAt ? `; at ${givesAt}: ` : '; '}${what}`,
    ),
    ...failures.map(([id, { failure }]) => `${id} could not be measured: ${failure}`),
  ].join('\n')
}

function toCells({ measure, figure, judged }: FigureRow): string[] {
  const { value, beside, ratio, goals } = judged
  return [
    `${measure.id}: ${figure.name}`,
    `${spread(value)} ${figure.unit}`,
    beside ? `${number(beside.median)} ${figure.comparedWith}` : '',
    ratio ? spread(ratio) : '',
    goals.map(({ goal }) => goalInWords(goal, figure)).join(', '),
    goals.length === 0 ? '' : goals.every(({ met }) => met) ? 'met' : 'MISSED',
  ]
}

function missed({ names, miss }: MissGroup): string {
  const why = miss ? `${miss.reason} Next: ${miss.next}` : 'no reason is known yet.'
  return `MISSED ${names.join('; ')}: ${why}`
}

export function alignColumns(cells: string[][]): string {
  const widths = cells[0]?.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0))) ?? []
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
