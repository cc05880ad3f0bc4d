// What every command is handed: where it reads and writes, so that a test can stand in for the terminal.
import type { Clock } from '../shared/clock.ts'
import type { Environment } from '../shared/config/environment.ts'

export type Context = {
  environment: Environment
  /** The working directory: relative database paths start there. */
  directory: string
  clock: Clock
  /** Whether `.env` of the working directory, which anybody may have written, chooses the server of a key from elsewhere. */
  folderChoosesServer?: boolean
  /** The profile that --profile names. */
  profile?: string | undefined
  /** Width of the terminal that standard output is; undefined where it is none. */
  columns: number | undefined
  colour: boolean
  /** Whether a person can answer questions. */
  canAsk: boolean
  /** One line or several, to standard output: what was asked for. `paint` gets the text as it is safe to print. */
  print(text: string, paint?: (safe: string) => string): void
  /** To standard error: what a person should know besides. */
  note(text: string): void
  /** Undefined where the terminal is not interactive. */
  confirm(question: string): Promise<boolean | undefined>
  /** Only where somebody can be asked; a secret is not shown while it is typed. */
  ask(question: string, options?: { secret?: boolean }): Promise<string>
  /** All of standard input, at most 64 KiB of it. */
  readInput(): Promise<string>
  /** Whether a browser took it. */
  openUrl(url: string): Promise<boolean>
  /** Until the answer is called, Ctrl-C says this and ends the process with code 130. */
  onInterrupt(sentence: () => string): () => void
}
