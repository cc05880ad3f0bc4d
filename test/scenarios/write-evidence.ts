// Writes what the last runs came to into docs/evidence.md, between its two marks: `npm run evidence`.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../support/process.ts'
import { type Row, readFinding, readRows, runsOf, tableOf } from './evidence.ts'

const file = join(root, 'docs/evidence.md')
const marks = ['<!-- scenarios: written by `npm run evidence` -->', '<!-- end of scenarios -->'] as const

const rows = readRows()
const usual = rows.filter(({ run }) => !run.includes('helm'))
const withHelm = rows.filter(({ run }) => run.includes('helm'))
const text = readFileSync(file, 'utf8')
const [before, rest] = text.split(marks[0])
const after = rest?.split(marks[1])[1]
if (before === undefined || after === undefined) throw new Error(`${file} has lost the marks ${marks.join(' and ')}`)
const parts = [described(usual), longestUntold(usual), tableOf(usual), helmPart(withHelm), twentyStores()].filter(
  Boolean,
)
writeFileSync(file, `${before}${marks[0]}\n\n${parts.join('\n\n')}\n\n${marks[1]}${after}`)
console.log(`evidence: ${rows.length} results written to ${file}`)

function described(of: Row[]): string {
  const runs = runsOf(of)
  const lines = runs.map((run) => {
    const own = of.filter((row) => row.run === run)
    const [first] = own
    return `- ${run}: ${daysOf(own)}; Kubernetes ${first?.kubernetes}, Helm ${first?.helm}, Node ${process.version}`
  })
  return lines.join('\n')
}

/** From fault to explanation, where nothing heals by itself. */
function longestUntold(of: Row[]): string {
  const failed = of.filter(({ outcome, toldMs }) => outcome.startsWith('FAILED') && toldMs !== null)
  return runsOf(failed)
    .map((run) => {
      const own = failed.filter((row) => row.run === run).toSorted((a, b) => (b.toldMs ?? 0) - (a.toldMs ?? 0))
      const [slowest] = own
      return `Told last of what cannot heal by itself, ${run}: ${slowest?.scenario}, after ${((slowest?.toldMs ?? 0) / 1000).toFixed(1)} s (${own.length} scenarios).`
    })
    .join('\n')
}

function daysOf(of: Row[]): string {
  return [...new Set(of.map(({ at }) => at.slice(0, 10)))].sort().join(', ')
}

function helmPart(of: Row[]): string {
  if (of.length === 0) return ''
  return `With the newest Helm 3 and 4 on the real cluster:\n\n${described(of)}\n\n${tableOf(of)}`
}

type Count = { poller: number; helm: number }

function twentyStores(): string {
  const found = readFinding('twenty-stores')
  if (found === undefined) return ''
  const count = (name: string) => found[name] as Count
  const line = (what: string, { poller, helm }: Count) => `| ${what} | ${poller.toFixed(1)} | ${helm.toFixed(1)} |`
  const seconds = (name: string) => Math.round(found[name] as number)
  return [
    `Twenty stores with one poller (${String(found['at']).slice(0, 10)}): nineteen more READY ${seconds('allReadySeconds')} s after their POST, all twenty DELETED ${seconds('allDeletedSeconds')} s after their DELETE, nothing left. Requests as the API server counted them:`,
    '',
    "| | the poller's | Helm's |",
    '|---|---|---|',
    line('each sweep over 1 READY store', count('perSweepOfOne')),
    line('each sweep over 20 READY stores', count('perSweepOfTwenty')),
    line('for each of 19 stores installed at once, from POST to READY, without the sweeps', count('installEachOfMany')),
    line('for each of 20 stores removed at once, without the sweeps', count('removalEachOfMany')),
  ].join('\n')
}
