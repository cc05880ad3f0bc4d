// Reading a chart folder: what belongs to a release, what is too much for one, and what is seen of a change without reading.
import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { digestOf } from '../../../shared/releases/content.ts'
import { readContent, stampOf } from '../../../shared/releases/index.ts'
import { type ChartFolder, makeChartFolder } from '../../support/chart-folder.ts'
import { root } from '../../support/process.ts'

let chart: ChartFolder
beforeEach(() => {
  chart = makeChartFolder()
})
afterEach(() => chart.remove())

const source = (...valuesFiles: string[]) => ({ chartPath: chart.path, valuesFiles })
const pathsOf = () =>
  readContent(source())
    .chart.map(({ path }) => path)
    .sort()

test('the same files in another folder, read again, are the same content', () => {
  const other = makeChartFolder()
  const values = ['values.yaml']
  expect(digestOf(readContent({ chartPath: other.path, valuesFiles: values }))).toBe(
    digestOf(readContent(source(...values))),
  )
  other.remove()
})

test('values files may lie inside the chart or elsewhere; their own names are kept, and their order', () => {
  const elsewhere = makeChartFolder({ 'values-eu.yaml': 'colour: blue\n' })
  const { values } = readContent(source('values.yaml', join(elsewhere.path, 'values-eu.yaml')))
  expect(values.map(({ path, bytes }) => [path, String(bytes)])).toEqual([
    ['values.yaml', expect.stringContaining('red')],
    ['values-eu.yaml', 'colour: blue\n'],
  ])
  elsewhere.remove()
})

describe('.helmignore', () => {
  test.each([
    ['*.swp', ['.x.swp', 'templates/.y.swp'], []],
    ['*~', ['values.yaml~'], []],
    ['.git/', ['.git/config', 'templates/.git/config'], []],
    ['docs/', ['docs/a.md', 'files/docs/b.md'], []],
    ['docs/', [], ['docs']],
    ['/notes.md', ['notes.md'], ['files/notes.md']],
    ['files/*.md', ['files/a.md'], ['files/deep/a.md', 'a.md']],
    ['a?c', ['abc'], ['ac', 'abbc']],
    ['# README.md', [], ['README.md']],
    ['!README.md', [], ['README.md']],
    ['[ab].md', [], ['a.md']],
    ['.helmignore', [], []],
  ])('%s leaves out %j and keeps %j', (rule, out, kept) => {
    const before = pathsOf()
    chart.write({ '.helmignore': `${rule}\n`, ...Object.fromEntries([...out, ...kept].map((name) => [name, 'x'])) })
    expect(pathsOf()).toEqual([...before, '.helmignore', ...kept].sort())
  })
})

describe('what is refused, by name:', () => {
  test('more than 500 files', () => {
    chart.write(Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`files/${index}`, 'x'])))
    expect(pathsOf).toThrow(/holds more than 500 files, \S+ among them; .*\.helmignore/)
  })

  test('more than 5 MB, before anything of it is read', () => {
    chart.write({ 'files/film.bin': Buffer.alloc(5_000_001) })
    expect(pathsOf).toThrow(/more than 5 MB, the largest file of them is \S+\/files\/film\.bin \(5\.000001 MB\)/)
  })

  test('a large values file elsewhere', () => {
    const file = join(chart.path, '..', 'large-values.yaml')
    writeFileSync(file, Buffer.alloc(6_000_000))
    expect(() => readContent(source(file))).toThrow(/large-values\.yaml \(6 MB\)/)
    rmSync(file)
  })

  test('a pipe, which would never end', () => {
    execFileSync('mkfifo', [join(chart.path, 'pipe')])
    expect(pathsOf).toThrow(/pipe is neither a file nor a folder; take it out of the chart/)
  })

  test('a link to a folder above it', () => {
    mkdirSync(join(chart.path, 'files'))
    symlinkSync('..', join(chart.path, 'files/up'))
    expect(pathsOf).toThrow(/lies more than 20 folders deep|cannot be read \(ELOOP\)/)
  })

  test('a link that leads nowhere, a values file that is not there, and a folder that is none', () => {
    expect(() => readContent(source('values-no.yaml'))).toThrow(/values-no\.yaml cannot be read \(ENOENT\)/)
    expect(() => readContent({ chartPath: '/nowhere', valuesFiles: [] })).toThrow('/nowhere cannot be read (ENOENT)')
    symlinkSync('nowhere', join(chart.path, 'lost'))
    expect(pathsOf).toThrow(/lost cannot be read \(ENOENT\)/)
  })
})

test('a link to a file is read as the file', () => {
  symlinkSync('values.yaml', join(chart.path, 'values-link.yaml'))
  const { values } = readContent(source('values-link.yaml'))
  expect(String(values[0]?.bytes)).toContain('colour: red')
})

test('the chart of this repository is within the limits, and its README is no part of it', () => {
  const { chart: files } = readContent({ chartPath: join(root, 'helm/store'), valuesFiles: ['values-local.yaml'] })
  expect(files.length).toBeGreaterThan(20)
  expect(files.map(({ path }) => path)).not.toContain('README.md')
})

test('the stamp changes with a file that is written, added, removed or replaced, and not by itself', () => {
  const seen = [stampOf(source('values.yaml'))]
  expect(stampOf(source('values.yaml'))).toBe(seen[0])
  for (const change of [
    () => chart.write({ 'values.yaml': 'colour: tan\nmedusa:\n  image: example.org/medusa:2\n' }),
    () => chart.write({ 'templates/more.yaml': '' }),
    () => rmSync(join(chart.path, 'templates/more.yaml')),
    () => rmSync(join(chart.path, 'values.yaml')),
    () => chart.write({ 'values.yaml': 'colour: red\n' }),
  ]) {
    change()
    const stamp = stampOf(source('values.yaml'))
    expect(seen.at(-1)).not.toBe(stamp)
    seen.push(stamp)
  }
})
