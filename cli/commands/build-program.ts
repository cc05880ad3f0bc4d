// The definitions as a program of commander, which parses arguments and writes the help.
import { Argument, Command, Option, type OutputConfiguration } from 'commander'
import { version } from '../../shared/version.ts'
import type { Context } from '../context.ts'
import type { ArgumentDefinition, CommandDefinition, Given, OptionDefinition } from './definition.ts'
import { definitions, families, groups, type Words } from './definitions.ts'

export type Called = (words: Words, given: Given<CommandDefinition>) => void

const defaultWidth = 100

/** `called` gets the one command that was typed. Everything else is thrown as a CommanderError. */
export function buildProgram({ print, note, columns }: Context, called: Called): Command {
  const output = {
    writeOut: (text: string) => print(text.trimEnd()),
    writeErr: (text: string) => note(text.trimEnd()),
    // The message is in the error that is thrown.
    outputError: () => undefined,
    getOutHelpWidth: () => columns ?? defaultWidth,
    getErrHelpWidth: () => columns ?? defaultWidth,
  }
  const root = prepare(new Command('storeplane'), output)
    .description('Manage stores through the API, and administer the database and the cluster.')
    .usage('COMMAND [options]')
    .version(version, '-V, --version', 'print the version')
    .option('--profile <NAME>', definitions.list.options.profile.meaning)
    .addHelpText('after', `\n${footer}`)
  for (const words of Object.keys(definitions) as Words[]) {
    const definition: CommandDefinition = definitions[words]
    const command = prepare(new Command(words.split(' ').at(-1)), output)
    describe(command, definition)
    command.action(() => called(words, givenTo(command, definition)))
    familyOf(root, words, output).addCommand(groupUnder(command, words))
  }
  return root
}

/** Before a command options of the program are read, behind it those of the command alone. */
function prepare(command: Command, output: OutputConfiguration): Command {
  return command
    .exitOverride()
    .configureOutput(output)
    .helpCommand(false)
    .helpOption('-h, --help', 'explain this command')
    .enablePositionalOptions()
}

function describe(
  command: Command,
  { summary, details, arguments: names, options, examples }: CommandDefinition,
): void {
  command.summary(summary).description(details === undefined ? `${summary}.` : `${summary}.\n\n${details}`)
  for (const [name, one] of Object.entries(names)) command.addArgument(argumentOf(name, one))
  for (const [name, one] of Object.entries(options)) command.addOption(optionOf(name, one))
  command.addHelpText('after', `\nExamples:\n${examples.map((example) => `  ${example}`).join('\n')}`)
}

function argumentOf(name: string, { meaning, optional, many, choices }: ArgumentDefinition): Argument {
  const dots = many ? '...' : ''
  const argument = new Argument(optional ? `[${name}${dots}]` : `<${name}${dots}>`, meaning)
  return choices === undefined ? argument : argument.choices(choices)
}

function optionOf(name: string, { meaning, value, short, many, choices }: OptionDefinition): Option {
  const flags = [...(short === undefined ? [] : [`-${short}`]), `--${name}`].join(', ')
  const option = new Option(value === undefined ? flags : `${flags} <${value}>`, meaning)
  if (many) option.argParser((text: string, before: string[] | undefined) => [...(before ?? []), text])
  return choices === undefined ? option : option.choices(choices)
}

/** Under the names of the definition. */
function givenTo(command: Command, definition: CommandDefinition): Given<CommandDefinition> {
  const args = Object.keys(definition.arguments).map((name, index) => [name, command.processedArgs[index]])
  const typed = new Map(command.options.map((option) => [option.name(), command.opts()[option.attributeName()]]))
  const options = Object.keys(definition.options).map((name) => [name, typed.get(name)])
  return { args: Object.fromEntries(args), options: Object.fromEntries(options) }
}

/** The command that `words` stand below, made where it is missing. */
function familyOf(root: Command, words: string, output: OutputConfiguration): Command {
  let at = root
  const path: string[] = []
  for (const word of words.split(' ').slice(0, -1)) {
    path.push(word)
    const known = at.commands.find((command) => command.name() === word)
    const family = known ?? prepare(new Command(word), output).description(families[path.join(' ')] ?? '')
    if (known === undefined) at.addCommand(groupUnder(family.usage('COMMAND [options]'), path.join(' ')))
    at = family
  }
  return at
}

function groupUnder(command: Command, words: string): Command {
  const heading = Object.keys(groups).find((name) => groups[name]?.includes(words))
  return heading === undefined ? command : command.helpGroup(`${heading}:`)
}

const footer = `The commands of stores and operations call the API that storeplane login stored, or that STOREPLANE_URL names
(http://127.0.0.1:5000) with STOREPLANE_KEY. All commands also read .env of the working directory.
COMMAND --help explains a command, with examples.
Exit codes: 0 done, 1 failed, 2 usage error, 3 orphans were found, 130 Ctrl-C.`
