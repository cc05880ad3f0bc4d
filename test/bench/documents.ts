// docs/benchmarks.md and the table in docs/scaling.md, made from the results and nothing else.
import type { Measure } from './measure.ts'
import type { Entry, Results } from './results.ts'
import { type FigureRow, groupMisses, isMissed, rowsOf } from './rows.ts'
import { goalInWords, spread } from './words.ts'

export function benchmarksPage(measures: readonly Measure[], results: Results): string {
  const measured = measures.filter(({ id }) => results.measures[id])
  return [
    '# Benchmarks',
    `<!-- Made from \`test/bench/results.json\` by \`npm run bench\`; what is changed here by hand is lost, and a test says so. -->`,
    head(Object.values(results.measures)),
    ...measured.map((measure) => section(measure, results)),
    ...missedPart(rowsOf(measured, results).filter(isMissed)),
    '## What breaks first',
    limitsTable(measures, results),
    ...notMeasured(measures, results),
  ]
    .join('\n\n')
    .concat('\n')
}

/** For between the two marks in docs/scaling.md. */
export function limitsTable(measures: readonly Measure[], results: Results): string {
  const limits = measures.flatMap(({ id }) => results.measures[id]?.limits ?? [])
  if (limits.length === 0) return 'Not measured yet.'
  const rows = limits.map(
    ({ of, carries, givesAt, what }) => `| ${of} | ${carries} | ${givesAt ?? 'not reached'} | ${what} |`,
  )
  return ['| of | carries | gives at | what it is |', '|---|---|---|---|', ...rows].join('\n')
}

function head(entries: Entry[]): string {
  const newest = entries.toSorted((a, b) => (a.date < b.date ? 1 : -1))[0]
  if (newest === undefined) return 'Nothing was measured yet: `npm run bench`.'
  const { cores, memoryGiB, node, helm } = newest.machine
  return `Measured on ${newest.date} on one machine with ${cores} cores and ${memoryGiB} GiB, Node ${node}, Helm ${helm}, everything on its
loopback: load generator, programs, simulated cluster and comparisons share the cores. Each number is the median of its rounds,
with the lowest and the highest; rounds of a figure and of what it is compared with alternate, and the ratio is the median of the
rounds' own ratios. What each measure does in detail is in \`test/bench/README.md\`.`
}

function section(measure: Measure, results: Results): string {
  const entry = results.measures[measure.id]
  const rows = rowsOf([measure], results).map(toRow)
  const table = ['| figure | measured | compared with | ratio | goal | |', '|---|---|---|---|---|---|', ...rows].join(
    '\n',
  )
  const failure = entry?.failure === undefined ? [] : [`It could not be measured: ${entry.failure}.`]
  const notes = (entry?.notes ?? []).map((note) => `${note}`)
  return [
    `## ${measure.title}`,
    measure.about,
    ...(entry?.quick ? ['These are short rounds, which show only that everything works.'] : []),
    ...failure,
    ...(rows.length > 0 ? [table] : []),
    ...notes,
  ].join('\n\n')
}

function toRow({ figure, judged: { value, beside, ratio, goals } }: FigureRow): string {
  const cells = [
    figure.name,
    `${spread(value)} ${figure.unit}`,
    beside ? `${spread(beside)} ${figure.comparedWith}` : '',
    ratio ? spread(ratio) : '',
    goals.map(({ goal }) => goalInWords(goal, figure)).join(', '),
    goals.length === 0 ? '' : goals.every(({ met }) => met) ? 'met' : '**missed**',
  ]
  return `| ${cells.join(' | ')} |`
}

function missedPart(rows: FigureRow[]): string[] {
  if (rows.length === 0) return []
  const lines = groupMisses(rows).map(
    ({ names, miss }) =>
      `- ${names.join('; ')}: ${miss ? `${miss.reason} Next: ${miss.next}` : 'no reason is known yet.'}`,
  )
  return ['## What misses its goal, and why', lines.join('\n')]
}

/** Nobody shall take what is missing here for what was fine. */
function notMeasured(measures: readonly Measure[], results: Results): string[] {
  const missing = measures.filter(({ id }) => results.measures[id] === undefined)
  if (missing.length === 0) return []
  const lines = missing.map(
    ({ id, title, needsCluster }) =>
      `- ${title}${needsCluster ? `: \`npm run bench -- --only ${id}\` with KUBECONFIG` : ''}`,
  )
  return ['## Not measured yet', lines.join('\n')]
}
