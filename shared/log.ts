// The log: JSON lines, readable on a terminal; field names that carry secrets are blanked whoever logs them.
import pino from 'pino'
import { blankSecrets } from './blank-secrets.ts'
import { openLogDestination } from './log-destination.ts'
import type { EventOf, FieldsOf, LogLevel } from './log-events.ts'

/** Takes the events of the vocabulary alone, each at its level and with its fields. */
export type Log = {
  [L in LogLevel]: {
    <E extends EventOf<L>>(fields: FieldsOf<E>, event: E): void
    (event: EventOf<L>): void
  }
}

type LogOptions = { program: string; level: string; terminal: boolean }

/**
 * A logger for one program. Writes synchronously to standard error, so that the last line before a crash is there.
 * `terminal` chooses the readable form, whose code is loaded for it alone: most ticks run where nobody looks.
 */
export async function openLog({ program, level, terminal }: LogOptions): Promise<Log> {
  const options = {
    level,
    base: { program },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }), log: blankSecrets },
  }
  const format = terminal ? await readable() : (line: string) => line
  const destination = openLogDestination({ describeDropped: (dropped) => format(droppedLine(program, dropped)) })
  const log: Log = pino(options, { write: (line) => destination.write(format(line)) })
  return log
}

/** Said where the log works again: until then nobody could have read it. */
function droppedLine(program: string, dropped: number): string {
  const named = JSON.stringify(program)
  return `{"level":"warn"${pino.stdTimeFunctions.isoTime()},"program":${named},"dropped":${dropped},"msg":"log.resumed"}\n`
}

async function readable(): Promise<(line: string) => string> {
  const { default: pretty } = await import('pino-pretty')
  return pretty.prettyFactory({
    colorize: true,
    ignore: 'program,pid,hostname',
    translateTime: 'SYS:HH:MM:ss.l',
  })
}
