// Puts evidence together within its bound. What is left out first: old warnings, then old log lines; the state comes last.
import type { Section } from './section.ts'

export type Sections = { state: Section; details: Section | null; log: Section | null; warnings: Section }

/** CONTRACT: evidence at most 16 KiB. A little of it is kept for the remarks on what was left out. */
const maxBytes = 16_384 - 256
const maxStateBytes = 5_120
const maxDetailsBytes = 3_072
const maxLogBytes = 8_192

/** All of it has been cleaned and bounded by line before, so that no cut can leave half a secret. */
export function truncate({ state, details, log, warnings }: Sections): string {
  const sections = [state, details, log, warnings].filter((section) => section !== null)
  let room = maxBytes - sizeOf(sections.map(({ title }) => title))
  const take = (lines: string[], atMost: number) => {
    const kept = fitting(lines, Math.min(room, atMost))
    room -= sizeOf(kept)
    return kept
  }
  const kept = [take(state.lines, maxStateBytes)]
  if (details !== null) kept.push(take(details.lines, maxDetailsBytes))
  if (log !== null) kept.push(take(log.lines.toReversed(), maxLogBytes).toReversed())
  kept.push(take(warnings.lines, room))
  return sections.map((section, index) => block(section, kept[index] ?? [])).join('\n\n')
}

function sizeOf(lines: string[]): number {
  return lines.reduce((sum, line) => sum + Buffer.byteLength(line) + '  \n'.length, 0)
}

function fitting(lines: string[], room: number): string[] {
  let used = 0
  const tooMuch = lines.findIndex((line) => {
    used += sizeOf([line])
    return used > room
  })
  return tooMuch === -1 ? lines : lines.slice(0, tooMuch)
}

function block({ title, lines }: Section, kept: string[]): string {
  const missing = lines.length - kept.length
  const remark = missing > 0 ? [`(${missing} more left out)`] : []
  return [title, ...[...remark, ...kept].map((line) => `  ${line}`)].join('\n')
}
