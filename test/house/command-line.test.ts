// The reference in docs/command-line.md, held against the definitions of the commands. UPDATE=1 writes it anew.
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import type { ArgumentDefinition, CommandDefinition, OptionDefinition } from '../../cli/commands/definition.ts'
import { definitions } from '../../cli/commands/definitions.ts'

const root = resolve(import.meta.dirname, '../..')
const document = join(root, 'docs/command-line.md')
const start = '<!-- reference: written by `UPDATE=1 npx vitest run test/house/command-line.test.ts` -->\n'
const end = '<!-- end of reference -->'

test('the reference of the command line says what the commands say', () => {
  const [before, rest] = readFileSync(document, 'utf8').split(start)
  const sections = Object.entries(definitions).map(([words, definition]) => sectionOf(words, definition))
  const wanted = `${before}${start}\n${sections.join('\n')}\n${end}${rest?.split(end)[1]}`
  if (process.env['UPDATE']) writeFileSync(document, wanted)
  expect(readFileSync(document, 'utf8')).toBe(wanted)
})

test('the page names the package and the driver by their versions', () => {
  const { version, peerDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  expect(readFileSync(document, 'utf8')).toContain(`npm install --global ./storeplane-${version}.tgz`)
  expect(readFileSync(document, 'utf8')).toContain(`npm install --global libsql@${peerDependencies.libsql}`)
})

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

function escapeBars(text: string): string {
  return text.replaceAll('|', '\\|')
}
