// A table in Markdown.
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.map(escapeBars).join(' | ')} |\n`).join('')
}

/** A bar would end the cell. */
export function escapeBars(cell: string): string {
  return cell.replaceAll('|', '\\|')
}
