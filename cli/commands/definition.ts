// What a command is, as data: parsing, help and completion are made from it.
import type { Context } from '../context.ts'

export type OptionDefinition = {
  meaning: string
  /** The name of its value in the help; an option without one is a switch. */
  value?: string
  short?: string
  /** May be given several times. */
  many?: true
  /** Everything else is refused. */
  choices?: readonly string[]
  /** For completion alone: the server may know more. */
  suggests?: readonly string[]
}

export type ArgumentDefinition = {
  meaning: string
  optional?: true
  many?: true
  choices?: readonly string[]
  /** What completion asks the server for. */
  completes?: 'store'
}

export type CommandDefinition = {
  /** One line, for the list of commands. */
  summary: string
  /** What else a person should know, for the command's own help. */
  details?: string
  arguments: Readonly<Record<string, ArgumentDefinition>>
  /** What to do instead of typing more arguments, where people do so for a reason. */
  insteadOfMore?: string
  options: Readonly<Record<string, OptionDefinition>>
  examples: readonly string[]
}

type ArgumentValue<A> = A extends { many: true } ? string[] : A extends { optional: true } ? string | undefined : string
type OptionValue<O> = O extends { many: true } ? string[] : O extends { value: string } ? string : true

/** What was typed, with the names that the definition gives. */
export type Given<D extends CommandDefinition> = {
  args: { [K in keyof D['arguments']]: ArgumentValue<D['arguments'][K]> }
  options: { [K in keyof D['options']]: OptionValue<D['options'][K]> | undefined }
}

/** Resolves to the exit code. */
export type Run<D extends CommandDefinition> = (given: Given<D>, context: Context) => Promise<number>

/** What every command that calls the API understands. */
export const profileOption = {
  profile: { value: 'NAME', meaning: 'use this profile of storeplane login (or STOREPLANE_PROFILE)' },
} as const

export const jsonOption = { json: { meaning: 'print JSON' } } as const

export const outputOptions = {
  output: { value: 'FORMAT', short: 'o', meaning: 'print for programs', choices: ['json', 'yaml'] },
  json: { meaning: 'the same as --output json' },
} as const

export const waitOptions = {
  wait: { meaning: 'wait for the end, and say meanwhile what is being waited for' },
  timeout: { value: 'SECONDS', meaning: 'with --wait: stop waiting after this long (exit code 1)' },
} as const

export const storeArgument = {
  STORE: { meaning: 'id or name of a store; where one text is both, it is the id', completes: 'store' },
} as const
