// Keeps what each scenario's run came to, one small file each, and makes the table of them.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../support/process.ts'
import { catalogue } from './catalogue.ts'
import type { Versions } from './stage.ts'

export type Row = Versions & {
  scenario: string
  /** The world, or the world and what was different about it. */
  run: string
  outcome: string
  toldMs: number | null
  settledMs: number | null
  healed: string | null
  /** RFC 3339. */
  at: string
}

const findings = join(root, '.cache/evidence')
const folder = join(findings, 'scenarios')

export function keepRow(row: Row): void {
  mkdirSync(folder, { recursive: true })
  const name = `${row.run}--${row.scenario}`.toLowerCase().replaceAll(/[^a-z0-9.]+/g, '-')
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(row, null, 2))
}

/** What a test found that is no row of the table, by its name. */
export function keepFinding(name: string, finding: object): void {
  mkdirSync(findings, { recursive: true })
  const at = new Date().toISOString()
  writeFileSync(join(findings, `${name}.json`), JSON.stringify({ at, ...finding }, null, 2))
}

export function readFinding(name: string): Record<string, unknown> | undefined {
  const file = join(findings, `${name}.json`)
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
}

/** In the catalogue's order; results of scenarios that are no more are left out. */
export function readRows(): Row[] {
  mkdirSync(folder, { recursive: true })
  const rows = readdirSync(folder).map((name): Row => JSON.parse(readFileSync(join(folder, name), 'utf8')))
  return catalogue.flatMap(({ name }) => rows.filter((row) => row.scenario === name))
}

/** Scenario × where it was played: two runs side by side, what came of it once where both agree. */
export function tableOf(rows: Row[]): string {
  const runs = runsOf(rows)
  const names = [...new Set(rows.map(({ scenario }) => scenario))]
  const lines = names.map((name) => {
    const of = runs.map((run) => rows.find((row) => row.scenario === name && row.run === run))
    const outcomes = [...new Set(of.flatMap((row) => row?.outcome ?? []))]
    return [name, outcomes.join(', but ') || '–', ...of.map(timesOf), of.at(-1)?.healed ?? '–']
  })
  const times = runs.map((run) => `${run}: told / settled, s`)
  const head = ['scenario', 'outcome', ...times, `healed (${runs.at(-1) ?? 'nowhere'})`]
  return [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

/** The sandbox first, so that the last is a real one wherever there is one. */
export function runsOf(rows: Row[]): string[] {
  return [...new Set(rows.map(({ run }) => run))].sort((a, b) => Number(b === 'sandbox') - Number(a === 'sandbox'))
}

function timesOf(row: Row | undefined): string {
  if (row === undefined) return ''
  return `${seconds(row.toldMs)} / ${seconds(row.settledMs)}`
}

function seconds(ms: number | null): string {
  return ms === null ? '–' : (ms / 1000).toFixed(1)
}
