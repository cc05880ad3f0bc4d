// Rows as a table for people: columns as wide as their widest cell, each cell on one line.

export function table(titles: string[], rows: (string | number | null)[][]): string {
  const cells = [titles, ...rows.map((row) => row.map(oneLine))]
  const widths = titles.map((_, column) => Math.max(...cells.map((row) => width(row[column] ?? ''))))
  return cells
    .map((row) =>
      row
        .map((cell, column) => pad(cell, widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** Names and values below each other; what is null is left out. */
export function fields(pairs: [name: string, value: string | number | null][]): string {
  const known = pairs.filter(([, value]) => value !== null)
  const longest = Math.max(...known.map(([name]) => name.length))
  return known.map(([name, value]) => `${name.padEnd(longest)}  ${oneLine(value)}`).join('\n')
}

export function oneLine(value: string | number | null): string {
  return value === null ? '-' : String(value).replace(/\s*\n\s*/g, ' ')
}

function width(cell: string): number {
  return [...cell].length
}

function pad(cell: string, to: number): string {
  return cell + ' '.repeat(Math.max(0, to - width(cell)))
}
