// A log whose lines a test can read.
import { Writable } from 'node:stream'
import pino from 'pino'

export function keepLog() {
  const lines: Record<string, unknown>[] = []
  const stream = new Writable({
    write(chunk, _, done) {
      lines.push(JSON.parse(String(chunk)))
      done()
    },
  })
  return { lines, log: pino({ level: 'trace' }, stream) }
}
