// The log: JSON lines, readable on a terminal; field names that carry secrets are blanked whoever logs them.
import pino, { type Logger } from 'pino'
import pretty from 'pino-pretty'

export type Log = Logger

const secretFields = ['password', 'secret', 'token', 'authToken', 'authorization', 'key', 'credentials', 'values']

/**
 * A logger for one program. Writes synchronously to standard error, so that the last line before a crash is there.
 * `terminal` chooses the readable form.
 */
export function openLog({ program, level, terminal }: { program: string; level: string; terminal: boolean }): Log {
  const options = {
    level,
    base: { program },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: secretFields.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]), censor: '[redacted]' },
  }
  const destination = terminal
    ? pretty({
        destination: 2,
        sync: true,
        colorize: true,
        ignore: 'program,pid,hostname',
        translateTime: 'SYS:HH:MM:ss.l',
      })
    : pino.destination({ dest: 2, sync: true })
  return pino(options, destination)
}
