// Rows as a table for people: columns as wide as their widest cell, each cell on one line, all of it within the terminal.
import stringWidth from 'string-width'
import { printable } from '../shared/printable.ts'

type Cell = string | number | null

const gap = 2
/** A last column that is narrower than this says nothing. */
const narrowest = 10

/** `columns` is the width that no line goes beyond. */
export function table(titles: string[], rows: Cell[][], { columns }: { columns?: number | undefined } = {}): string {
  const cells = [titles, ...rows.map((row) => row.map(oneLine))]
  const natural = titles.map((_, column) => Math.max(...cells.map((row) => stringWidth(row[column] ?? ''))))
  const widths = fit(natural, columns ?? Number.POSITIVE_INFINITY)
  return cells
    .map((row) =>
      widths
        .map((width, column) => pad(cut(row[column] ?? '', width), width))
        .join(' '.repeat(gap))
        .trimEnd(),
    )
    .join('\n')
}

/** The last column gives way first; where that is not enough it goes, and the one before it gives way. */
function fit(widths: number[], columns: number): number[] {
  const before = widths.slice(0, -1)
  const taken = before.reduce((sum, width) => sum + width + gap, 0)
  const last = Math.min(widths.at(-1) ?? 0, columns - taken)
  if (before.length === 0) return [Math.max(1, last)]
  return last >= Math.min(narrowest, widths.at(-1) ?? 0) ? [...before, last] : fit(before, columns)
}

/** Names and values below each other; what is null is left out. */
export function fields(pairs: [name: string, value: Cell][]): string {
  const known = pairs.filter(([, value]) => value !== null)
  const longest = Math.max(...known.map(([name]) => name.length))
  return known.map(([name, value]) => `${name.padEnd(longest)}  ${oneLine(value)}`).join('\n')
}

/** As it is printed: what stands for a control character takes its room. */
export function oneLine(value: Cell): string {
  return value === null ? '-' : printable(String(value).replace(/\s*\n\s*/g, ' '))
}

/** Between whole characters as a person sees them. */
function cut(cell: string, width: number): string {
  if (stringWidth(cell) <= width) return cell
  let kept = ''
  for (const { segment } of new Intl.Segmenter().segment(cell)) {
    if (stringWidth(`${kept}${segment}…`) > width) break
    kept += segment
  }
  return `${kept}…`
}

function pad(cell: string, to: number): string {
  return cell + ' '.repeat(Math.max(0, to - stringWidth(cell)))
}
