// The tables of docs/log-events.md: what functions and poller write to their logs.
import { logEvents } from '../../shared/log-events.ts'
import { markdownTable } from './table.ts'

export function logEventsTable(): string {
  const rows = Object.entries(logEvents).map(([event, { level, program, fields, meaning }]) => [
    `\`${event}\``,
    program === 'both' ? 'functions, poller' : program,
    level,
    fields.map((field) => `\`${field}\``).join(', '),
    meaning,
  ])
  return markdownTable(['msg', 'program', 'level', 'fields', 'what it means'], rows)
}
