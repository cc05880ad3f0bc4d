// A terminal for commands: what they print and note, and who answers their questions.
import type { Context } from '../../cli/context.ts'
import { runCommand } from '../../cli/run-command.ts'
import { type Clock, systemClock } from '../../shared/clock.ts'
import type { Environment } from '../../shared/config/environment.ts'
import { ExitError } from '../../shared/errors.ts'
import { printable } from '../../shared/printable.ts'

export type Ran = { code: number; printed: string; noted: string; asked: string[]; opened: string[] }
export type Terminal = {
  environment: Environment
  directory: string
  /** To every question; without it there is no terminal. */
  answer?: boolean
  /** To open questions, in order. */
  answers?: string[]
  input?: string
  clock?: Clock
  columns?: number
  colour?: boolean
  browser?: boolean
}

const quickClock: Clock = { ...systemClock, sleep: () => systemClock.sleep(5) }

/** Runs a command as main does, with the same rules for faults. */
export async function run(words: string[], terminal: Terminal): Promise<Ran> {
  const ran: Ran = { code: 0, printed: '', noted: '', asked: [], opened: [] }
  const context = contextFor(terminal, ran)
  try {
    ran.code = await runCommand(words, context)
  } catch (error) {
    if (!(error instanceof ExitError)) throw error
    context.note(error.message)
    ran.code = error.exitCode
  }
  return ran
}

function contextFor({ environment, directory, answer, answers, input, ...terminal }: Terminal, ran: Ran): Context {
  const left = [...(answers ?? [])]
  return {
    environment,
    directory,
    clock: terminal.clock ?? quickClock,
    columns: terminal.columns,
    colour: terminal.colour ?? false,
    canAsk: answer !== undefined || answers !== undefined,
    print: (text, paint = (safe) => safe) => {
      ran.printed += `${paint(printable(text))}\n`
    },
    note: (text) => {
      ran.noted += `${printable(text)}\n`
    },
    confirm: async (question) => {
      ran.asked.push(question)
      ran.noted += `${printable(question)}\n`
      return answer
    },
    ask: async (question) => {
      ran.asked.push(question)
      return left.shift() ?? ''
    },
    readInput: async () => input ?? '',
    openUrl: async (url) => {
      ran.opened.push(url)
      return terminal.browser ?? false
    },
    onInterrupt: () => () => undefined,
  }
}
