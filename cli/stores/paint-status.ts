// The status in a line of the list, in its colour.
import { styleText } from 'node:util'

const colours: Readonly<Record<string, 'green' | 'red' | 'yellow' | 'gray'>> = {
  READY: 'green',
  FAILED: 'red',
  DELETED: 'gray',
}

/** It stands below its title; a terminal too narrow for it shows no more of it than the line holds. */
export function paintStatus(line: string, { head, shown }: { head: string; shown: string }): string {
  const at = head.indexOf('STATUS')
  if (at < 0 || line.slice(at, at + shown.length) !== shown) return line
  const painted = styleText(colours[shown] ?? 'yellow', shown, { validateStream: false })
  return line.slice(0, at) + painted + line.slice(at + shown.length)
}
