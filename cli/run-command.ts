// Reads one command from the arguments, loads its code and runs it.
import { type Command, CommanderError } from 'commander'
import { ExitError } from '../shared/errors.ts'
import { buildProgram } from './commands/build-program.ts'
import type { CommandDefinition, Given, Run } from './commands/definition.ts'
import { definitionOf, families, type Words } from './commands/definitions.ts'
import { loaders } from './commands/loaders.ts'
import { completeWord } from './completion/complete-word.ts'
import type { Context } from './context.ts'

type Typed = { words: Words; given: Given<CommandDefinition> }

/** Returns the exit code: 0 done, 1 failed, 2 usage error, 3 orphans were found. */
export async function runCommand(args: string[], context: Context): Promise<number> {
  // The scripts of `storeplane completion` ask with it; it is no command for people.
  if (args[0] === '__complete') return completeWord(args.slice(1), context)
  const typed: Typed[] = []
  const program = buildProgram(context, (words, given) => typed.push({ words, given }))
  const helpCode = parse(program, helpFirst(args))
  const [command] = typed
  if (command === undefined) return helpCode
  const { words, given } = command
  const run = (await loaders[words]()) as Run<CommandDefinition>
  return run(given, { ...context, profile: profileOf(words, given, program) })
}

/** `admin help keys` is `help admin keys`: help may stand behind any word that begins commands. */
function helpFirst(args: string[]): string[] {
  const at = args.indexOf('help')
  const family = args.slice(0, Math.max(at, 0))
  return Object.hasOwn(families, family.join(' ')) ? ['help', ...family, ...args.slice(at + 1)] : args
}

/** Throws an ExitError with code 2 for what was typed wrongly; help that was asked for is 0. */
function parse(program: Command, args: string[]): number {
  try {
    program.parse(args, { from: 'user' })
    return 0
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode === 0) return 0
    if (error.code === 'commander.help') return 2
    throw new ExitError(
      2,
      [sentenceOf(error), ...cureOf(error, args), `storeplane ${helpWords(args)}--help shows how`].join('\n'),
    )
  }
}

function sentenceOf({ message }: CommanderError): string {
  return message.replace(/^error: /, '').replace(/^missing required argument '(.*)'$/, '$1 is missing')
}

function cureOf({ code }: CommanderError, args: string[]): string[] {
  const { insteadOfMore } = definitionOf(helpWords(args).trim()) ?? {}
  return code === 'commander.excessArguments' && insteadOfMore !== undefined ? [insteadOfMore] : []
}

/** As many words as begin a command: its help is the one that helps. */
function helpWords(args: string[]): string {
  const words = args.slice(0, 3).filter((word) => /^[a-z-]+$/.test(word) && !word.startsWith('-'))
  while (words.length > 0 && definitionOf(words.join(' ')) === undefined) words.pop()
  return words.map((word) => `${word} `).join('')
}

/** Before the command it counts as behind it, for commands that understand it. */
function profileOf(words: Words, { options }: Given<CommandDefinition>, program: Command): string | undefined {
  const { profile: before } = program.opts<{ profile?: string }>()
  const { profile: behind } = options as { profile?: string }
  if (before === undefined || definitionOf(words)?.options['profile'] !== undefined) return behind ?? before
  throw new ExitError(2, `--profile is for commands that call the API; storeplane ${words} calls none`)
}
