// The variables of one program as its --help lists them.
import { cureOf, namesReadBy } from './read-variables.ts'
import type { Reader } from './variable.ts'
import { variables } from './variables/index.ts'

/** One paragraph for each variable: its name with its default, and below it what it means and what it can be. */
export function describeVariables(reader: Reader): string {
  const paragraphs = namesReadBy(reader).map((name) => paragraphOf(name, variables[name]))
  return `Variables, from the environment or .env (NAME_FILE names a file with a key or token):\n${paragraphs.join('\n')}`
}

function paragraphOf(name: string, variable: Parameters<typeof cureOf>[0]): string {
  const heading = `  ${name}${variable.default === undefined ? '' : `=${variable.default}`}`
  return [heading, ...wrap(`${plain(variable.meaning)} It ${cureOf(variable)}.`, 90)].join('\n      ')
}

/** Markdown's marks of code mean nothing on a terminal. */
function plain(markdown: string): string {
  return markdown.replaceAll('`', '')
}

function wrap(text: string, width: number): string[] {
  const lines = ['']
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? ''
    if (line.length + word.length >= width) lines.push(word)
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`
  }
  return lines
}
