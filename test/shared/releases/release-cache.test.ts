// Releases on the disk: private, verified before they are used, whole or not there, and not kept for ever.
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { systemClock } from '../../../shared/clock.ts'
import { openReleaseCache, ReleaseContentError, type UnpackedRelease } from '../../../shared/releases/index.ts'
import { packContent, unpackContent } from '../../../shared/releases/pack-content.ts'

const file = (path: string, text = path) => ({ path, bytes: Buffer.from(text) })
const content = {
  chart: [file('Chart.yaml', 'name: store\n'), file('templates/web.yaml')],
  values: [file('values.yaml', 'a: 1\n'), file('values-local.yaml', 'a: 2\n')],
}
const { packed, digest } = packContent(content)
const uid = process.getuid?.() ?? 0

let temporaryFolder: string
let root: string
let loads: number
beforeEach(() => {
  temporaryFolder = mkdtempSync(join(tmpdir(), 'storeplane-cache-'))
  root = join(temporaryFolder, `storeplane-${uid}`, 'releases')
  loads = 0
})
afterEach(() => rmSync(temporaryFolder, { recursive: true, force: true }))

/** As a process of its own has it; `laterMs` is how far its clock is ahead. */
const open = (laterMs = 0) => {
  const clock = { ...systemClock, nowMs: () => systemClock.nowMs() + laterMs }
  const cache = openReleaseCache({ temporaryFolder, clock })
  return () =>
    cache.unpack(digest, async () => {
      loads++
      return unpackContent(packed, digest)
    })
}
const textOf = ({ chartPath, valuesFiles }: UnpackedRelease) =>
  [join(chartPath, 'Chart.yaml'), join(chartPath, 'templates/web.yaml'), ...valuesFiles].map((one) =>
    readFileSync(one, 'utf8'),
  )
const whole = ['name: store\n', 'templates/web.yaml', 'a: 1\n', 'a: 2\n']

test('a release is unpacked with its values files in their order, for its user alone', async () => {
  const unpacked = await open()()
  expect(textOf(unpacked)).toEqual(whole)
  expect(unpacked.valuesFiles.map((one) => one.split('/').at(-1))).toEqual(['values.yaml', 'values-local.yaml'])
  for (const folder of [join(root, '..'), root, join(root, digest), unpacked.chartPath])
    expect(statSync(folder).mode & 0o777).toBe(0o700)
  expect(statSync(join(unpacked.chartPath, 'Chart.yaml')).mode & 0o777).toBe(0o600)
})

test('it is loaded once, by whichever process comes first', async () => {
  const first = open()
  await first()
  await first()
  await open()()
  expect(loads).toBe(1)
})

test('two processes that unpack it at once both get it whole', async () => {
  const both = await Promise.all([open()(), open()(), open()()])
  for (const unpacked of both) expect(textOf(unpacked)).toEqual(whole)
  expect(readdirSync(root)).toEqual([digest])
})

describe('what is on the disk is not believed:', () => {
  const damages: [string, (release: UnpackedRelease) => void][] = [
    ['a file that was changed', ({ chartPath }) => writeFileSync(join(chartPath, 'templates/web.yaml'), 'evil')],
    ['a file that was added', ({ chartPath }) => writeFileSync(join(chartPath, 'templates/evil.yaml'), 'evil')],
    ['a file that a clean-up took', ({ chartPath }) => rmSync(join(chartPath, 'templates/web.yaml'))],
    ['a values file that a clean-up took', ({ valuesFiles }) => rmSync(String(valuesFiles[1]))],
    ['a folder that a clean-up took', ({ chartPath }) => rmSync(chartPath, { recursive: true })],
    ['all of it gone', () => rmSync(root, { recursive: true })],
  ]
  test.each(damages)('%s is found by the next process, and the release is unpacked again', async (_, damage) => {
    damage(await open()())
    expect(textOf(await open()())).toEqual(whole)
    expect([loads, readdirSync(root)]).toEqual([2, [digest]])
  })

  test.each(damages)('%s is found by the process that had verified it', async (_, damage) => {
    const unpack = open()
    damage(await unpack())
    expect(textOf(await unpack())).toEqual(whole)
    expect(loads).toBe(2)
  })
})

describe('a folder that others could have written to is not used:', () => {
  const own = () => join(temporaryFolder, `storeplane-${uid}`)
  test.each<[string, () => void, RegExp]>([
    ['open to others', () => mkdirSync(own(), { mode: 0o755 }), /is open to other users; .* TMPDIR/],
    ['a link', () => symlinkSync(tmpdir(), own()), /is no folder; .* TMPDIR/],
    ['a file', () => writeFileSync(own(), ''), /is no folder/],
    [
      'releases open to others',
      () => {
        mkdirSync(own(), { mode: 0o700 })
        mkdirSync(root, { mode: 0o755 })
      },
      /releases is open to other users/,
    ],
  ])('%s', async (_, prepare, fault) => {
    prepare()
    await expect(open()()).rejects.toThrow(fault)
    expect(loads).toBe(0)
  })

  test("another user's", async () => {
    const cache = openReleaseCache({ temporaryFolder, clock: systemClock, uid: uid + 1 })
    await expect(cache.unpack(digest, async () => content)).rejects.toThrow(`belongs to another user (uid ${uid})`)
  })
})

describe('what is left lying about is bounded:', () => {
  const leave = (name: string) => {
    mkdirSync(join(root, name, 'chart'), { recursive: true, mode: 0o700 })
    writeFileSync(join(root, name, 'chart/half'), '')
  }
  const other = packContent({ ...content, values: [] })
  const unpackOther = (laterMs: number) =>
    openReleaseCache({
      temporaryFolder,
      clock: { ...systemClock, nowMs: () => systemClock.nowMs() + laterMs },
    }).unpack(other.digest, async () => unpackContent(other.packed, other.digest))

  test('what killed processes began is removed once it is ten minutes old', async () => {
    await open()()
    leave('.unfinished-aaaaaa')
    await unpackOther(0)
    expect(readdirSync(root)).toContain('.unfinished-aaaaaa')
    rmSync(join(root, other.digest), { recursive: true })
    await unpackOther(601_000)
    expect(readdirSync(root).sort()).toEqual([digest, other.digest].sort())
  })

  test('a release that nobody has used for a day is removed, and unpacked again when it is wanted', async () => {
    const unpack = open()
    await unpack()
    await unpackOther(86_401_000)
    expect(readdirSync(root)).toEqual([other.digest])
    expect(textOf(await unpack())).toEqual(whole)
  })

  test('a release that is used is kept, however long ago it was unpacked', async () => {
    await open()()
    await open(80_000_000)()
    await unpackOther(86_401_000)
    expect(readdirSync(root)).toContain(digest)
  })
})

test('a content that cannot be had leaves nothing', async () => {
  const cache = openReleaseCache({ temporaryFolder, clock: systemClock })
  const load = async () => unpackContent('', digest)
  await expect(cache.unpack(digest, load)).rejects.toThrow(ReleaseContentError)
  expect(readdirSync(root)).toEqual([])
})
