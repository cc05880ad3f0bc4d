// The reference at the end of docs/command-line.md, made from the definitions of the commands.
import type { ArgumentDefinition, CommandDefinition, OptionDefinition } from '../../cli/commands/definition.ts'
import { definitions } from '../../cli/commands/definitions.ts'
import { escapeBars } from './table.ts'

export function commandReference(): string {
  return `\n${Object.entries(definitions)
    .map(([words, definition]) => sectionOf(words, definition))
    .join('\n')}\n`
}

function sectionOf(words: string, definition: CommandDefinition): string {
  const { summary, details, options, examples, ...rest } = definition
  const usage = [`storeplane ${words}`, ...Object.entries(rest.arguments).map(([name, one]) => argumentOf(name, one))]
  const rows = [
    ...Object.entries(rest.arguments).map(([name, one]) => row(argumentOf(name, one), one)),
    ...Object.entries(options).map(([name, one]) => row(flagsOf(name, one), one)),
  ]
  const paragraphs = [`${summary}.`, ...(details === undefined ? [] : [escapeBars(details.replaceAll('\n', '<br>'))])]
  const table = rows.length === 0 ? [] : [['| | |', '|---|---|', ...rows].join('\n')]
  const shown = examples.map((example) => `\`${example}\``).join('<br>')
  return `${[`### ${usage.join(' ')}`, ...paragraphs, ...table, shown].join('\n\n')}\n`
}

function row(what: string, { meaning, choices }: OptionDefinition | ArgumentDefinition): string {
  return `| \`${what}\` | ${escapeBars(meaning)}${choices === undefined ? '' : `: ${choices.join(', ')}`} |`
}

function argumentOf(name: string, { optional, many }: ArgumentDefinition): string {
  const dotted = many ? `${name}...` : name
  return optional ? `[${dotted}]` : dotted
}

function flagsOf(name: string, { short, value }: OptionDefinition): string {
  return `${short === undefined ? '' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`
}
