// Every file that is made from others, whole or between two marks.
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readResults } from '../../test/bench/results.ts'
import { makeDocuments } from '../../test/bench/write-documents.ts'
import { apiReference } from './api-reference.ts'
import { callsTable, problemsTable } from './api-tables.ts'
import { valuesTable } from './chart-values.ts'
import { commandReference } from './command-reference.ts'
import { configurationPage } from './configuration-page.ts'
import { envExample } from './env-example.ts'
import { failureCodesTable } from './failure-codes.ts'
import { logEventsTable } from './log-events.ts'
import { permissionsTable, pollerRules } from './permissions.ts'
import { replaceSection } from './replace-section.ts'

export type Generated = {
  file: string
  /** The text that the file should have, made from the one that it has. */
  make: (current: string) => string
}

const root = fileURLToPath(new URL('../..', import.meta.url))
const results = readResults(join(root, 'test/bench/results.json'))

export const generated: readonly Generated[] = [
  { file: 'docs/configuration.md', make: configurationPage },
  { file: '.env.example', make: envExample },
  { file: 'docs/api-reference.md', make: apiReference },
  { file: 'docs/api.md', make: sections({ calls: callsTable, problems: problemsTable }) },
  { file: 'docs/command-line.md', make: section('reference', commandReference) },
  { file: 'docs/failure-codes.md', make: section('failure codes', failureCodesTable) },
  { file: 'docs/log-events.md', make: section('log events', logEventsTable) },
  { file: 'docs/permissions.md', make: section('permissions', permissionsTable) },
  { file: 'helm/platform/files/poller-rules.yaml', make: pollerRules },
  { file: 'helm/store/README.md', make: section('values', () => valuesTable(join(root, 'helm/store'))) },
  { file: 'helm/platform/README.md', make: section('values', () => valuesTable(join(root, 'helm/platform'))) },
  ...Object.entries(makeDocuments(results)).map(([file, text]) => ({ file, make: () => text })),
]

/** The files whose text is not what it should be, with the text that they should have. */
export function findStale(
  files: readonly Generated[],
  read: (file: string) => string,
): { file: string; text: string }[] {
  return files.flatMap(({ file, make }) => {
    const current = readOrEmpty(read, file)
    const text = make(current)
    return text === current ? [] : [{ file, text }]
  })
}

function section(name: string, table: () => string): Generated['make'] {
  return sections({ [name]: table })
}

function sections(tables: Record<string, () => string>): Generated['make'] {
  return (current) =>
    Object.entries(tables).reduce((page, [name, table]) => replaceSection(page, name, table()), current)
}

/** A page that is missing is stale, not an error. */
function readOrEmpty(read: (file: string) => string, file: string): string {
  try {
    return read(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw error
  }
}
