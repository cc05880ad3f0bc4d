// What every command is handed: where it reads and writes, so that a test can stand in for the terminal.
import type { Clock } from '../shared/clock.ts'
import type { Environment } from '../shared/config/environment.ts'

export type Context = {
  environment: Environment
  /** The working directory: relative database paths start there. */
  directory: string
  clock: Clock
  /** One line or several, to standard output: what was asked for. */
  print(text: string): void
  /** To standard error: what a person should know besides. */
  note(text: string): void
  /** Undefined where the terminal is not interactive. */
  confirm(question: string): Promise<boolean | undefined>
}

export type Command = {
  /** Behind the command's own words, such as "NAME --engine E". */
  usage: string
  summary: string
  run(args: string[], context: Context): Promise<number>
}
