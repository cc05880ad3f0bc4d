// The command line: reads the environment, runs one command, exits with its code.
import { createInterface } from 'node:readline/promises'
import { systemClock } from '../shared/clock.ts'
import { readEnvironment } from '../shared/config/environment.ts'
import { describeError, ExitError } from '../shared/errors.ts'
import { printable } from './printable.ts'
import { runCommand } from './run-command.ts'

const context = {
  directory: process.cwd(),
  clock: systemClock,
  print: (text: string) => process.stdout.write(`${printable(text)}\n`),
  note: (text: string) => process.stderr.write(`${printable(text)}\n`),
  confirm,
}

// A reader such as `head` that has seen enough is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))

try {
  const environment = readEnvironment(process.env, process.cwd())
  process.exitCode = await runCommand(process.argv.slice(2), { ...context, environment })
} catch (error) {
  context.note(`storeplane: ${error instanceof ExitError ? error.message : describeError(error)}`)
  process.exitCode = error instanceof ExitError ? error.exitCode : 1
}

async function confirm(question: string): Promise<boolean | undefined> {
  if (!process.stdin.isTTY) return undefined
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return /^y(es)?$/i.test((await terminal.question(`${printable(question)} [y/N] `)).trim())
  } finally {
    terminal.close()
  }
}
