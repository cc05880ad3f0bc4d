// The content of a release: one canonical form, whatever it was read in, and nothing that leads out of its folder.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { systemClock } from '../../../shared/clock.ts'
import { decodeContent, digestOf, encodeContent, type ReleaseContent } from '../../../shared/releases/content.ts'
import { openReleaseCache, ReleaseContentError } from '../../../shared/releases/index.ts'
import { packContent, unpackContent } from '../../../shared/releases/pack-content.ts'

const file = (path: string, text = path) => ({ path, bytes: Buffer.from(text) })
const content: ReleaseContent = {
  chart: [file('Chart.yaml'), file('templates/web.yaml'), file('values.yaml')],
  values: [file('values.yaml'), file('values-local.yaml')],
}

test('the digest does not depend on the order in which the files of the chart were read', () => {
  expect(digestOf({ ...content, chart: content.chart.toReversed() })).toBe(digestOf(content))
})

test.each<[string, Partial<ReleaseContent>]>([
  ['the order of the values files', { values: content.values.toReversed() }],
  ['a byte of a values file', { values: [file('values.yaml'), file('values-local.yaml', 'x')] }],
  ['a byte of the chart', { chart: [file('Chart.yaml', 'x'), ...content.chart.slice(1)] }],
  ['a name in the chart', { chart: [...content.chart.slice(0, 2), file('value.yaml', 'values.yaml')] }],
  [
    'where one file ends and the next begins',
    { values: [file('values.yaml', 'values.yamlv'), file('alues-local.yaml')] },
  ],
])('the digest changes with %s', (_, changed) => {
  expect(digestOf({ ...content, ...changed })).not.toBe(digestOf(content))
})

test('what was packed is unpacked byte by byte, also what is no text', () => {
  const chart = [file('Chart.yaml'), { path: 'charts/sub.tgz', bytes: Buffer.from([0, 255, 10, 13, 128]) }]
  const { packed, digest } = packContent({ ...content, chart })
  expect(unpackContent(packed, digest)).toEqual({ ...content, chart })
})

test('a content that was cut off, changed or taken from another release is refused', () => {
  const { packed, digest } = packContent(content)
  const other = packContent({ ...content, values: [] })
  for (const wrong of [packed.slice(0, -20), packed.slice(0, 40), '', 'x', other.packed])
    expect(() => unpackContent(wrong, digest)).toThrow(ReleaseContentError)
})

test('a content that would not fit into a row, and into what Helm keeps, is refused with its largest file', () => {
  const film = { path: 'files/film.bin', bytes: randomBytes(800_000) }
  expect(() => packContent({ chart: [file('Chart.yaml'), film], values: [] })).toThrow(
    /take 1\.0\d+ MB when they are compressed, .*; the largest file is files\/film\.bin \(0\.8 MB\)/,
  )
})

test('a content that grows beyond all measure when it is uncompressed is refused', () => {
  const large = [file('Chart.yaml'), { path: 'zeros', bytes: Buffer.alloc(20_000_000) }]
  const { packed, digest } = packContent({ chart: large, values: [] })
  expect(packed.length).toBeLessThan(100_000)
  expect(() => unpackContent(packed, digest)).toThrow('cannot be uncompressed')
})

const hostile = [
  '../outside',
  '/etc/cron.d/evil',
  'a/../../outside',
  'a//b',
  './a',
  '..',
  '.',
  '',
  'a/',
  'a\\..\\b',
  'nul\u0000',
  'line\nbreak',
  'x'.repeat(201),
]

test.each(hostile)('the name %j is refused, in the chart and among the values', (path) => {
  for (const bad of [
    { chart: [file('Chart.yaml'), file(path)], values: [] },
    { chart: [file('Chart.yaml')], values: [file(path)] },
  ])
    expect(() => decodeContent(encodeContent(bad))).toThrow(/has a name that a release cannot keep; rename it/)
})

test.each<[string, ReleaseContent]>([
  ['a file twice', { chart: [file('Chart.yaml'), file('a', '1'), file('a', '2')], values: [] }],
  ['a name as file and folder', { chart: [file('Chart.yaml'), file('a'), file('a/b')], values: [] }],
  ['no Chart.yaml', { chart: [file('a')], values: [] }],
  ['a values file in a folder', { chart: [file('Chart.yaml')], values: [file('a/b')] }],
])('%s is refused', (_, bad) => {
  expect(() => decodeContent(encodeContent(bad))).toThrow(ReleaseContentError)
})

test('whatever names a content has, it is written below its folder or not at all', async () => {
  const temporaryFolder = mkdtempSync(join(tmpdir(), 'storeplane-hostile-'))
  const segment = fc.constantFrom('..', '.', '', 'a', 'b', '...', '..a', '~', '-', 'C:', '\\', 'values', 'Chart.yaml')
  const path = fc.oneof(
    fc.array(segment, { minLength: 1, maxLength: 6 }).map((parts) => parts.join('/')),
    fc.string({ unit: 'binary', maxLength: 20 }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(path, { maxLength: 4 }), fc.array(path, { maxLength: 2 }), async (chart, values) => {
      const asked = {
        chart: [file('Chart.yaml'), ...chart.map((one) => file(one))],
        values: values.map((one) => file(one)),
      }
      const { packed, digest } = packContent(asked)
      const cache = openReleaseCache({ temporaryFolder, clock: systemClock })
      try {
        const { chartPath, valuesFiles } = await cache.unpack(digest, async () => unpackContent(packed, digest))
        for (const one of [chartPath, ...valuesFiles]) expect(one).toContain(`/releases/${digest}/`)
      } catch (error) {
        if (!(error instanceof ReleaseContentError)) throw error
      }
      expect(readdirSync(temporaryFolder)).toEqual(
        readdirSync(temporaryFolder).filter((one) => /^storeplane-\d+$/.test(one)),
      )
      const [own = ''] = readdirSync(temporaryFolder)
      if (own) expect(readdirSync(join(temporaryFolder, own))).toEqual(['releases'])
    }),
    { numRuns: 150 },
  )
  const [own = ''] = readdirSync(temporaryFolder)
  const placed = readdirSync(join(temporaryFolder, own, 'releases'))
  expect(placed.length).toBeGreaterThan(10)
  expect(placed.filter((name) => !/^[0-9a-f]{64}$/.test(name))).toEqual([])
  rmSync(temporaryFolder, { recursive: true, force: true })
})
