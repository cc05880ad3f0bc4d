// A log whose lines a test reads, at the most talkative level.
import { Writable } from 'node:stream'
import pino from 'pino'
import type { Log } from '../../shared/log.ts'

export type Line = { msg: string } & Record<string, unknown>

export function captureLog(): { log: Log; lines(): Line[]; text(): string } {
  let text = ''
  const stream = new Writable({
    write: (chunk, _, done) => {
      text += chunk
      done()
    },
  })
  const lines = () =>
    text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Line)
  return { log: pino({ level: 'trace' }, stream), lines, text: () => text }
}
