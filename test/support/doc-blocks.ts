// The fenced blocks of a document, so that a test runs the commands that its reader will type.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './process.ts'

/** All blocks of a language below a heading, up to the next one of its level, in their order. Throws where there is none. */
export function blocksOf(document: string, language: string, heading: string): string[] {
  const text = readFileSync(join(root, document), 'utf8')
  const below = text.split(/^## /m).find((section) => section.startsWith(`${heading}\n`)) ?? ''
  const blocks = [...below.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].filter(([, name]) => name === language)
  if (blocks.length === 0) throw new Error(`${document} has no block of ${language} below "${heading}"`)
  return blocks.map(([, , block]) => block as string)
}
