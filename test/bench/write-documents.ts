// Writes the documents that are made from the results; `npm run generate` does it without measuring.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../support/process.ts'
import { benchmarksPage, limitsTable } from './documents.ts'
import { measures } from './measures/index.ts'
import type { Results } from './results.ts'

const [begin, end] = ['<!-- bench:limits -->', '<!-- /bench:limits -->']

/** Returns the files as they should be, by path; of docs/scaling.md only what stands between the marks is ours. */
export function makeDocuments(results: Results): Record<string, string> {
  const scaling = 'docs/scaling.md'
  return {
    'docs/benchmarks.md': benchmarksPage(measures, results),
    [scaling]: withLimits(read(scaling), limitsTable(measures, results)),
  }
}

export function writeDocuments(results: Results): string[] {
  const documents = makeDocuments(results)
  for (const [file, text] of Object.entries(documents)) writeFileSync(join(root, file), text)
  return Object.keys(documents)
}

function withLimits(text: string, table: string): string {
  const [before, rest] = text.split(begin)
  const after = rest?.split(end)[1]
  if (after === undefined) throw new Error(`docs/scaling.md lacks ${begin} and ${end}, between which the table belongs`)
  return `${before}${begin}\n${table}\n${end}${after}`
}

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8')
}
