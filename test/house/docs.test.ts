// What README and docs/ say, held against the code: paths, commands, failure codes, states, endpoints. What is
// generated is compared in generated.test.ts.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { defaultReadinessLimits } from '../../shared/config/readiness-limits.ts'
import { failureCodes } from '../../shared/failure-codes.ts'
import { steps } from '../../shared/operations/index.ts'
import { eventKinds } from '../../shared/stores/list-events.ts'
import { statuses, transitions } from '../../shared/stores/state-machine.ts'

const root = resolve(import.meta.dirname, '../..')
const documents = [
  ...readdirSync(root).filter((name) => name.endsWith('.md')),
  ...filesUnder('docs'),
  ...filesUnder('helm'),
  ...filesUnder('test'),
]
const folders = [
  'functions',
  'poller',
  'shared',
  'cli',
  'sandbox',
  'helm',
  'deploy',
  'tools',
  'test',
  'docs',
  '.ci',
  '.github',
]
const codes = Object.keys(failureCodes) as (keyof typeof failureCodes)[]

test.each(documents)('%s names only paths that exist', (document) => {
  const text = read(document)
  const links = [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(([, target = '']) => target)
  const linked = links.filter((target) => !/^https?:/.test(target)).map((target) => join(dirname(document), target))
  const missing = [...linked, ...namedPaths(text)].filter((path) => !existsSync(join(root, path)))
  expect(missing).toEqual([])
})

test('every npm command that is named exists', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
  const named = documents.flatMap((document) => [...read(document).matchAll(/\bnpm (?:run ([\w:-]+)|(test)\b)/g)])
  expect(named.length).toBeGreaterThan(0)
  expect(named.map(([, script, short]) => script ?? short).filter((name) => !scripts[name ?? ''])).toEqual([])
})

test('every failure code has its heading, in the order of the list', () => {
  const headings = [...read('docs/failure-codes.md').matchAll(/^## `(\w+)`$/gm)].map(([, code]) => code)
  expect(headings).toEqual(codes)
})

test('the times of the failure codes are those of the limits', () => {
  const text = read('docs/failure-codes.md')
  const { crashLoopRestarts, ...limitsMs } = defaultReadinessLimits
  const told = [...text.matchAll(/`(\w+Ms)`,\s+(\d+) s/g)].map(([, name = '', seconds]) => [
    name,
    Number(seconds) * 1000,
  ])
  expect(told.filter(([name, ms]) => limitsMs[name as keyof typeof limitsMs] !== ms)).toEqual([])
  expect(new Set(told.map(([name]) => name))).toEqual(new Set(Object.keys(limitsMs)))
  expect(text).toContain(`at least ${crashLoopRestarts} restarts`)
})

test('the transitions, steps and events in docs/state-machine.md are those of the code', () => {
  const text = read('docs/state-machine.md')
  const told = [...section(text, 'Transitions').matchAll(/^\| ([A-Z]+) \| ([A-Z]+) \|/gm)]
  const legal = statuses.flatMap((from) => transitions[from].map((to) => `${from} → ${to}`))
  expect(told.map(([, from, to]) => `${from} → ${to}`).sort()).toEqual(legal.sort())
  expect(firstCells(section(text, 'Steps'))).toEqual([...steps])
  expect(firstCells(section(text, 'Events')).sort()).toEqual([...eventKinds].sort())
})

test('decisions are numbered without a gap and fit on a page', () => {
  const files = readdirSync(join(root, 'docs/decisions')).sort()
  expect(files.map((name) => Number(name.slice(0, 4)))).toEqual(files.map((_, index) => index + 1))
  expect(files.filter((name) => read(`docs/decisions/${name}`).split('\n').length > 40)).toEqual([])
})

function read(file: string): string {
  const path = join(root, file)
  return existsSync(path) && /\.\w+$/.test(file) ? readFileSync(path, 'utf8') : ''
}

function filesUnder(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name))
    .sort()
}

/** Words in backticks, outside of blocks, that begin with a folder of the repository. */
function namedPaths(text: string): string[] {
  const spans = text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/`([^`\n]+)`/g)
  return [...spans]
    .flatMap(([, span = '']) => span.split(/\s+/))
    .filter((word) => /^[\w./-]+$/.test(word) && folders.includes(word.split('/')[0] ?? '') && word.includes('/'))
}

function section(text: string, heading: string): string {
  return text.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? ''
}

function firstCells(text: string): string[] {
  const cells = [...text.matchAll(/^\| (`[^|]*`) \|/gm)].map(([, cell = '']) => cell)
  return cells.flatMap((cell) => [...cell.matchAll(/`(\w+)`/g)].map(([, name = '']) => name))
}
