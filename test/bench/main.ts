// `npm run bench`: measures, prints a table, and writes the results.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { findHelm } from '../../tools/fetch-tool.ts'
import { root } from '../support/process.ts'
import { compareTable } from './compare-table.ts'
import { describeMachine } from './machine.ts'
import type { Measure } from './measure.ts'
import { measures } from './measures/index.ts'
import { isNamed, type Options, parseOptions, UsageError, usage } from './options.ts'
import { type Results, readResults, writeResults } from './results.ts'
import { runMeasure } from './run-measures.ts'
import { terminalTable } from './terminal-table.ts'
import { writeDocuments } from './write-documents.ts'

const committedResults = join(root, 'test/bench/results.json')
const wholeMs = 600_000

try {
  process.exitCode = await main()
} catch (error) {
  console.error(`bench: ${error instanceof Error ? error.message : error}`)
  process.exitCode = error instanceof UsageError ? 2 : 1
}

async function main(): Promise<number> {
  const options = parseOptions(
    process.argv.slice(2),
    measures.map(({ id }) => id),
  )
  if (options.help || options.list) {
    console.log(options.help ? usage : list())
    return 0
  }
  const earlier = options.compare === null ? null : requireResults(options.compare)
  const fresh = await measure(chosen(options), options)
  console.log(terminalTable(measures, fresh))
  if (earlier) console.log(compareTable(measures, earlier, fresh))
  keep(fresh, options)
  return Object.values(fresh.measures).some(({ failure }) => failure !== undefined) ? 1 : 0
}

function chosen({ only }: Options): Measure[] {
  const wanted = measures.filter(({ id, needsCluster }) => (only.length > 0 ? isNamed(id, only) : !needsCluster))
  if (wanted.some(({ needsCluster }) => needsCluster) && !process.env['KUBECONFIG'])
    throw new UsageError('KUBECONFIG is not set: the measures on a real cluster need one on which no stores live')
  // The longest last: should the time of the whole be over too soon, it is over for them alone.
  return wanted.toSorted((a, b) => a.deadlineMs - b.deadlineMs)
}

async function measure(wanted: Measure[], { quick }: Options): Promise<Results> {
  const folder = mkdtempSync(join(tmpdir(), 'storeplane-bench-'))
  const stop = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort())
  const helm = findHelm()
  process.env['STOREPLANE_TEST_HELM'] = helm
  const say = (line: string) => console.error(line)
  const shared = { quick, helm, machine: describeMachine(helm), folder, stop: stop.signal, say }
  const untilMs = performance.now() + wholeMs
  try {
    const results: Results = { measures: {} }
    for (const one of wanted) results.measures[one.id] = await runMeasure(one, { ...shared, untilMs })
    return results
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function keep(fresh: Results, { quick, results }: Options): void {
  const file = results ?? (quick ? null : committedResults)
  if (file === null) return
  const merged = { measures: { ...readResults(file).measures, ...fresh.measures } }
  writeResults(file, merged)
  console.error(`bench: results are in ${relative(process.cwd(), file)}`)
  // From what was kept, whose digits are fewer.
  if (file === committedResults)
    for (const written of writeDocuments(readResults(file))) console.error(`bench: wrote ${written}`)
}

function requireResults(file: string): Results {
  const found = readResults(file)
  if (Object.keys(found.measures).length > 0) return found
  throw new UsageError(`--compare ${file}: there are no results; give a file that npm run bench wrote`)
}

function list(): string {
  const lines = measures.flatMap(({ id, title, figures, needsCluster }) => [
    `${id}: ${title}${needsCluster ? ' (real cluster)' : ''}`,
    ...figures.map(({ name, comparedWith }) => `    ${name}${comparedWith ? `, beside ${comparedWith}` : ''}`),
  ])
  return lines.join('\n')
}
