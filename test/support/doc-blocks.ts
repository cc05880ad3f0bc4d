// The fenced blocks of a document, so that a test runs the commands that its reader will type, and the mark of who runs them.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './process.ts'

export type Commands = {
  /** Of the section that it stands in. */
  heading: string
  text: string
  /** The line of the fence in the document. */
  line: number
  /** The path of the test that runs it, or why none does; both null without a mark. */
  runBy: string | null
  notRun: string | null
}

export type Fence = Omit<Commands, 'runBy' | 'notRun'> & { language: string }

/** `document` is a path in the repository. */
export function commandsIn(document: string): Commands[] {
  const lines = linesOf(document)
  return fencesIn(document)
    .filter(({ language }) => shells.includes(language))
    .map(({ heading, text, line }) => ({ heading, text, line, ...markBefore(lines[line - 2] ?? '') }))
}

/** Every fenced block, whatever its language. */
export function fencesIn(document: string): Fence[] {
  const lines = linesOf(document)
  const found: Fence[] = []
  let heading = ''
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ''
    if (/^#+ /.test(line)) heading = line.replace(/^#+ /, '')
    const [, indent, language] = /^( *)```(\S*)/.exec(line) ?? []
    if (indent === undefined || language === undefined) continue
    const end = lines.findIndex((one, index) => index > at && one.trim() === '```')
    const text = lines.slice(at + 1, end).map((one) => one.slice(indent.length))
    found.push({ heading, language, text: text.join('\n'), line: at + 1 })
    at = end
  }
  return found
}

/** All blocks of a language in the section of a heading, in their order. Throws where there is none. */
export function blocksOf(document: string, language: string, heading: string): string[] {
  const blocks = fencesIn(document).filter((one) => one.heading === heading && one.language === language)
  if (blocks.length === 0) throw new Error(`${document} has no block of ${language} below "${heading}"`)
  return blocks.map(({ text }) => text)
}

const shells = ['sh', 'bash', 'console', 'shell']

function linesOf(document: string): string[] {
  return readFileSync(join(root, document), 'utf8').split('\n')
}

function markBefore(line: string): Pick<Commands, 'runBy' | 'notRun'> {
  return {
    runBy: /^<!-- run by: (\S+) -->$/.exec(line.trim())?.[1] ?? null,
    notRun: /^<!-- not run: (.{10,}) -->$/.exec(line.trim())?.[1] ?? null,
  }
}
