// The benchmark's own arithmetic, tables and deadlines; what it measures is for `npm run bench`.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { compareTable } from '../../bench/compare-table.ts'
import { benchmarksPage, limitsTable } from '../../bench/documents.ts'
import { interleave } from '../../bench/interleave.ts'
import { judgeFigure } from '../../bench/judge-figure.ts'
import type { Bench, Measure, Round } from '../../bench/measure.ts'
import { parseOptions } from '../../bench/options.ts'
import type { Entry, Results } from '../../bench/results.ts'
import { runMeasure } from '../../bench/run-measures.ts'
import { terminalTable } from '../../bench/terminal-table.ts'
import { root } from '../../support/process.ts'

const folder = mkdtempSync(join(tmpdir(), 'storeplane-bench-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const measure: Measure = {
  id: 'sample.one',
  title: 'A sample',
  about: 'Something is done.',
  deadlineMs: 200,
  figures: [
    {
      id: 'rate',
      name: 'requests',
      unit: 'req/s',
      comparedWith: 'req/s of the bare route',
      goals: [
        { of: 'ratio', at: 'least', limit: 0.5 },
        { of: 'value', at: 'least', limit: 100 },
      ],
      miss: { reason: 'It is slow.', next: 'make it fast.' },
    },
  ],
  run: async () => ({ rounds: { rate: [{ value: 1, beside: 1 }] } }),
}

function resultsOf(rounds: Round[], more: Partial<Entry> = {}): Results {
  const machine = { cores: 2, memoryGiB: 8, node: '20.19.0', helm: 'v3.17.3' }
  return {
    measures: {
      [measure.id]: { date: '2026-01-02', seconds: 1, quick: false, machine, rounds: { rate: rounds }, ...more },
    },
  }
}

const fast = [
  { value: 120, beside: 200 },
  { value: 150, beside: 200 },
  { value: 300, beside: 600 },
]
const slow = [{ value: 90, beside: 300 }]

test("a ratio is the median of the rounds' own ratios, and each goal is held against its own number", () => {
  const { value, ratio, goals } = judgeFigure(measure.figures[0] as Measure['figures'][0], fast)
  expect(value).toEqual({ median: 150, low: 120, high: 300 })
  expect(ratio).toEqual({ median: 0.6, low: 0.5, high: 0.75 })
  expect(goals.map(({ met }) => met)).toEqual([true, true])
  expect(judgeFigure({ goals: [{ of: 'value', at: 'most', limit: 149 }] }, fast).goals[0]?.met).toBe(false)
})

test('contenders take turns, and who is first changes with each round', async () => {
  const order: string[] = []
  const one = (name: string) => async () => order.push(name)
  await interleave({ signal: new AbortController().signal }, 3, { a: one('a'), b: one('b') })
  expect(order.join('')).toBe('abbaab')
})

test.each([
  ['the page', (results: Results) => benchmarksPage([measure], results)],
  ['the terminal', (results: Results) => terminalTable([measure], results)],
])('%s shows reason and next step of a goal that is missed, and of no other', (_, show) => {
  expect(show(resultsOf(slow))).toMatch(/missed/i)
  expect(show(resultsOf(slow))).toContain('It is slow. Next: make it fast.')
  expect(show(resultsOf(fast))).not.toMatch(/missed|It is slow/i)
  expect(show(resultsOf(fast))).toContain('150 (120 to 300) req/s')
})

test('the page names what was not measured, and what could not be', () => {
  expect(benchmarksPage([measure], { measures: {} })).toContain('## Not measured yet\n\n- A sample')
  expect(benchmarksPage([measure], resultsOf(fast, { failure: 'the sandbox ended' }))).toContain(
    'It could not be measured: the sandbox ended.',
  )
})

test('limits become rows, also those that were not reached', () => {
  const limits = [{ of: 'pollers', carries: '64', givesAt: null, what: 'the search ended there' }]
  expect(limitsTable([measure], resultsOf(fast, { limits }))).toContain(
    '| pollers | 64 | not reached | the search ended there |',
  )
})

test('earlier results stand beside new ones, values and ratios, with how the one became the other', () => {
  const [, row] = compareTable([measure], resultsOf(slow), resultsOf(fast)).split('\n')
  expect(row?.split(/ {2,}/)).toEqual(['sample.one: requests', '90 -> 150 req/s', 'x 1.67', '0.3 -> 0.6', 'x 2'])
})

function run(one: Partial<Measure>) {
  const machine = { cores: 2, memoryGiB: 8, node: '20.19.0', helm: 'v3.17.3' }
  const options = {
    quick: true,
    helm: 'helm',
    machine,
    folder,
    untilMs: performance.now() + 10_000,
    say: () => undefined,
  }
  return runMeasure({ ...measure, ...one }, { ...options, stop: new AbortController().signal })
}

test('a measure that takes too long ends as a failure of its own, and what it started is ended, the last first', async () => {
  const ended: string[] = []
  const hang = (bench: Bench) => {
    bench.defer(() => ended.push('first'))
    bench.defer(() => ended.push('second'))
    return new Promise<never>(() => undefined)
  }
  const { failure, rounds } = await run({ run: hang })
  expect(failure).toBe('it did not end within 0 s')
  expect(rounds).toEqual({})
  expect(ended).toEqual(['second', 'first'])
  expect(existsSync(join(folder, measure.id))).toBe(false)
})

test('a measure that brings no samples of a figure, or throws, is a failure that names no path', async () => {
  expect((await run({ run: async () => ({ rounds: {} }) })).failure).toBe('sample.one gave no samples of rate')
  const threw = await run({ run: async ({ folder: own }) => Promise.reject(new Error(`nothing in ${own}/stores.db`)) })
  expect(threw.failure).toBe('nothing in …/sample.one/stores.db')
})

test('a wrong option is named with what there is, and ends with 2', () => {
  expect(() => parseOptions(['--only', 'htp'], ['http.list', 'tick.idle'])).toThrow(
    '--only: there is no htp; there are http.list, tick.idle',
  )
  expect(parseOptions(['--only', 'http,tick.idle'], ['http.list', 'tick.idle']).only).toEqual(['http', 'tick.idle'])
  const args = ['--import', 'tsx', 'test/bench/main.ts', '--compare']
  expect(spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' }).status).toBe(2)
}, 60_000)
