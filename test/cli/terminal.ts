// A terminal for commands: what they print and note, and who answers their questions.
import { printable } from '../../cli/printable.ts'
import { runCommand } from '../../cli/run-command.ts'
import { type Clock, systemClock } from '../../shared/clock.ts'
import type { Environment } from '../../shared/config/environment.ts'
import { ExitError } from '../../shared/errors.ts'

export type Ran = { code: number; printed: string; noted: string }
export type Terminal = { environment: Environment; directory: string; answer?: boolean; clock?: Clock }

const quickClock: Clock = { ...systemClock, sleep: () => systemClock.sleep(5) }

/** Runs a command as main does, with the same rules for faults. */
export async function run(
  words: string[],
  { environment, directory, answer, clock = quickClock }: Terminal,
): Promise<Ran> {
  const ran = { code: 0, printed: '', noted: '' }
  const context = {
    environment,
    directory,
    clock,
    print: (text: string) => {
      ran.printed += `${printable(text)}\n`
    },
    note: (text: string) => {
      ran.noted += `${printable(text)}\n`
    },
    confirm: async (question: string) => {
      ran.noted += `${question}\n`
      return answer
    },
  }
  try {
    ran.code = await runCommand(words, context)
  } catch (error) {
    if (!(error instanceof ExitError)) throw error
    context.note(error.message)
    ran.code = error.exitCode
  }
  return ran
}
