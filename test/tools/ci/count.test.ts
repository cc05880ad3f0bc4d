// The sum of a CI run: nothing that did not pass may be left out of it.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { filesToRunAgain } from '../../../tools/ci/reports.mjs'
import { root } from '../../support/process.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'storeplane-count-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type File = { name?: string; status: string; message?: string; tests: string[] }

function report(name: string, files: File[]): string {
  const testResults = files.map(({ tests, ...file }) => ({
    ...file,
    assertionResults: tests.map((status, at) => ({
      status,
      title: `it holds ${at}`,
      failureMessages: status === 'failed' ? ['AssertionError: expected 1 to be 2\n    at there'] : [],
    })),
  }))
  const file = join(folder, name)
  writeFileSync(file, JSON.stringify({ testResults }))
  return file
}

function linesOf(...stages: string[]): { lines: string[]; code: number | null } {
  const { status, stdout } = spawnSync(process.execPath, [join(root, 'tools/ci/count.mjs'), ...stages], {
    encoding: 'utf8',
  })
  return { lines: stdout.trim().split('\n'), code: status }
}

function count(...stages: string[]): { verdict: string | undefined; code: number | null } {
  const { lines, code } = linesOf(...stages)
  return { verdict: lines.at(-1), code }
}

const good = { status: 'passed', tests: ['passed', 'passed'] }

test('tests of all reports are summed, and a stage without a report counts as one', () => {
  const stages = [`test:0:${report('a', [good, good])}`, 'check:0', 'demo:0', `test-cluster:0:${report('b', [good])}`]
  expect(count(...stages)).toEqual({ verdict: '8 passed, 0 failed', code: 0 })
})

test.each<[what: string, file: File, verdict: string]>([
  ['failed', { status: 'failed', tests: ['failed', 'passed'] }, '3 passed, 1 failed'],
  ['skipped', { status: 'passed', tests: ['skipped', 'pending', 'todo'] }, '2 passed, 3 failed'],
])('%s tests count as failed', (what, file, verdict) => {
  expect(count(`test:1:${report(what, [good, file])}`)).toEqual({ verdict, code: 1 })
})

test('each test that failed is named with the first line of its reason, and so is a file that failed before its tests', () => {
  const files = [
    { name: `${root}/test/one.test.ts`, status: 'failed', tests: ['passed', 'failed'] },
    { name: `${root}/test/two.test.ts`, status: 'failed', message: 'no such module\n  in there', tests: [] },
  ]
  expect(linesOf(`matrix:1:${report('named', files)}`).lines).toEqual([
    'matrix: 1 passed, 2 failed',
    '  test/one.test.ts: it holds 1: AssertionError: expected 1 to be 2',
    '  test/two.test.ts: no such module',
    '1 passed, 2 failed',
  ])
})

test('of very many that failed twenty are named', () => {
  const file = { name: 'a.test.ts', status: 'failed', tests: Array(25).fill('failed') }
  const { lines } = linesOf(`test:1:${report('very-many', [file])}`)
  expect(lines.filter((line) => line.includes('it holds'))).toHaveLength(20)
  expect(lines.at(-2)).toBe('  and 5 more')
})

const flaky = (tests: string[]) => ({ name: `${root}/test/flaky.test.ts`, status: 'failed', tests })

test('a file that passes when it is run a second time has passed, and is named with what it said first', () => {
  const first = report('first', [good, flaky(['passed', 'failed'])])
  const second = report('second', [{ ...flaky(['passed', 'passed']), status: 'passed' }])
  expect(linesOf(`matrix:0:${first}:${second}`)).toEqual({
    lines: [
      'matrix: 4 passed, 0 failed',
      '  first run: test/flaky.test.ts: it holds 1: AssertionError: expected 1 to be 2',
      '4 passed, 0 failed',
    ],
    code: 0,
  })
})

test.each([
  ['fails again', () => report('again', [flaky(['failed', 'passed'])]), 1],
  ['leaves no report', () => join(folder, 'none'), 1],
  ['does not reach the failed file', () => report('elsewhere', [good]), 1],
])('a second run that %s does not make a failed test pass', (_, second, failed) => {
  const first = report('first', [good, flaky(['passed', 'failed'])])
  expect(count(`matrix:1:${first}:${second()}`)).toEqual({ verdict: `3 passed, ${failed} failed`, code: 1 })
})

test.each<[number, number]>([
  [0, 0],
  [1, 1],
  [3, 3],
  [4, 0],
])('of a run with %i failed files %i are run a second time', (failed, again) => {
  const files = Array.from({ length: failed }, (_, n) => ({ name: `/f${n}.test.ts`, status: 'failed', tests: [] }))
  expect(filesToRunAgain(report('failed', [good, ...files]))).toHaveLength(again)
})

test('without a report nothing is run a second time', () => {
  expect(filesToRunAgain(join(folder, 'none'))).toEqual([])
})

test('a file that failed before its first test counts as one that failed', () => {
  const file = report('broken', [good, { status: 'failed', tests: [] }])
  expect(count(`test:1:${file}`)).toEqual({ verdict: '2 passed, 1 failed', code: 1 })
})

test('a run that ended badly though all its tests passed counts as one that failed', () => {
  expect(count(`test:1:${report('unhandled', [good])}`)).toEqual({ verdict: '2 passed, 1 failed', code: 1 })
})

test.each([
  ['that ended without a report', 'none'],
  ['whose report is cut short', 'cut'],
])('a stage %s counts as one that failed, whatever its exit code', (_, name) => {
  writeFileSync(join(folder, 'cut'), '{"testResults":[')
  expect(count(`test:0:${join(folder, name)}`, 'check:0')).toEqual({ verdict: '1 passed, 1 failed', code: 1 })
})

test('a stage without tests that failed counts as one that failed', () => {
  expect(count('check:124', 'demo:0')).toEqual({ verdict: '1 passed, 1 failed', code: 1 })
})

test('a stage that did not run is named with its reason, and is neither passed nor failed', () => {
  expect(linesOf('check:0', 'test-cluster:not-run:no cluster tool at /opt/cluster')).toEqual({
    lines: [
      'check: 1 passed, 0 failed',
      'test-cluster: did not run (no cluster tool at /opt/cluster)',
      '1 passed, 0 failed',
    ],
    code: 0,
  })
})

test('a run of which no stage ran has not passed', () => {
  expect(count('test:not-run:interrupted before its end')).toEqual({ verdict: '0 passed, 0 failed', code: 1 })
})

test('a run without any stage has not passed', () => {
  expect(count()).toEqual({ verdict: '0 passed, 0 failed', code: 1 })
})
