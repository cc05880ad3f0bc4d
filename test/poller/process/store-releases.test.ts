// From which chart a poller installs a store: what it shall have, else what its own chart and values files are by now.
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { openOwnRelease } from '../../../poller/process/own-release.ts'
import { openStoreReleases } from '../../../poller/process/store-releases.ts'
import type { StoreRelease } from '../../../poller/work-deps.ts'
import { systemClock } from '../../../shared/clock.ts'
import { now } from '../../../shared/database/now.ts'
import { listReleases, readDefaultRelease, setDefaultRelease } from '../../../shared/releases/index.ts'
import { getStore, localCaller } from '../../../shared/stores/index.ts'
import { type ChartFolder, makeChartFolder } from '../../support/chart-folder.ts'
import { makeDatabase, type TestDatabase } from '../../support/database.ts'
import { placeStore, setRow } from '../../support/place-store.ts'
import { quietLog } from '../../support/quiet-log.ts'

let files: TestDatabase
let chart: ChartFolder
beforeAll(async () => {
  files = await makeDatabase()
})
afterAll(() => files.remove())
beforeEach(async () => {
  chart = makeChartFolder()
  await files.database.write([
    { sql: 'DELETE FROM clusters' },
    { sql: 'DELETE FROM pollers' },
    { sql: 'DELETE FROM releases' },
  ])
})
afterEach(() => chart.remove())

const colour = (name: string) =>
  chart.write({ 'values.yaml': `colour: ${name}\nmedusa:\n  image: example.org/medusa:2\n` })
const follows = { release: null }

/** A poller's process on this database, with a row as its heartbeat writes it. */
async function startPoller(pollerId = 'a', folder = chart, clusterName = 'default') {
  await files.database.write([
    {
      sql: `INSERT INTO pollers (id, version, cluster, last_tick_at, engines, domain, url_template)
        VALUES (:id, '1', :cluster, ${now}, '{}', 'localhost', 'x') ON CONFLICT (id) DO UPDATE SET last_tick_at = excluded.last_tick_at`,
      args: { id: pollerId, cluster: clusterName },
    },
  ])
  const { database, folder: temporaryFolder } = files
  const config = { chartPath: folder.path, valuesFiles: [join(folder.path, 'values.yaml')], clusterName }
  const ownRelease = openOwnRelease({ database, config, pollerId, log: quietLog })
  return openStoreReleases({ database, ownRelease, temporaryFolder, clock: systemClock })
}

function valuesOf(release: StoreRelease): string {
  if ('problem' in release) throw new Error(release.problem)
  return /colour: (\w+)/.exec(readFileSync(String(release.valuesFiles[0]), 'utf8'))?.[1] ?? ''
}
const nameOf = (release: StoreRelease) => ('name' in release ? release.name : release.problem)
const counted = async () => (await listReleases(files.database, { limit: 100, after: null })).releases.length

test('the first store registers the chart; it is installed from a copy, not from the folder', async () => {
  const { forStore } = await startPoller()
  const release = await forStore(follows)
  expect(nameOf(release)).toMatch(/^1\.2\.3-[0-9a-f]{8}$/)
  expect(valuesOf(release)).toBe('red')
  if ('chartPath' in release) expect(release.chartPath).toContain(join(files.folder, 'storeplane-'))
})

test('a corrected values file takes effect for the next install of the same process', async () => {
  const { forStore } = await startPoller()
  const before = await forStore(follows)
  colour('blue')
  const after = await forStore(follows)
  expect([valuesOf(before), valuesOf(after)]).toEqual(['red', 'blue'])
  expect(nameOf(after)).not.toBe(nameOf(before))
})

test('a store that has a release keeps it when the chart has changed, and when its folder is gone', async () => {
  const { forStore } = await startPoller()
  const release = nameOf(await forStore(follows))
  colour('blue')
  chart.write({ 'templates/shop.yaml': '{{ fail "changed" }}' })
  await forStore(follows)
  const kept = await forStore({ release })
  expect([nameOf(kept), valuesOf(kept)]).toEqual([release, 'red'])
  rmSync(chart.path, { recursive: true })
  const later = await (await startPoller()).forStore({ release })
  expect(valuesOf(later)).toBe('red')
})

test('an unchanged chart is registered once, by however many processes', async () => {
  for (let runs = 0; runs < 3; runs++) {
    const { forStore } = await startPoller()
    await Promise.all([forStore(follows), forStore(follows)])
  }
  expect(await counted()).toBe(1)
})

test('two pollers with different charts install one and the same default, and leave it as it is', async () => {
  const other = makeChartFolder({ 'values.yaml': 'colour: green\n' })
  const [a, b] = [await startPoller('a'), await startPoller('b', other)]
  await a.forStore(follows)
  const seen = []
  for (let round = 0; round < 3; round++)
    for (const { forStore } of [b, a]) seen.push(valuesOf(await forStore(follows)))
  expect(new Set(seen)).toEqual(new Set(['green']))
  expect(valuesOf(await (await startPoller('a')).forStore(follows))).toBe('green')
  other.remove()
})

test('two pollers of two clusters register each their own default, and each store is made from that of its cluster', async () => {
  const southern = makeChartFolder({ 'values.yaml': 'colour: green\n' })
  const [north, south] = [await startPoller('a', chart, 'north'), await startPoller('b', southern, 'south')]
  const stores = { north: await placeStore(files.database), south: await placeStore(files.database) }
  for (const cluster of ['north', 'south'] as const)
    await setRow(files.database, stores[cluster].id, { store: { cluster } })
  const made = async () => [valuesOf(await north.forStore(stores.north)), valuesOf(await south.forStore(stores.south))]
  for (let round = 0; round < 3; round++) expect(await made()).toEqual(['red', 'green'])
  colour('blue')
  expect(await made()).toEqual(['blue', 'green'])
  expect(
    await startPoller('b', southern, 'south')
      .then(({ forStore }) => forStore(stores.south))
      .then(valuesOf),
  ).toBe('green')
  const defaults = [
    await readDefaultRelease(files.database, 'north'),
    await readDefaultRelease(files.database, 'south'),
  ]
  for (const [index, { id }] of [stores.north, stores.south].entries())
    expect((await getStore(files.database, id, localCaller)).defaultRelease).toBe(defaults[index]?.name)
  expect(defaults[0]?.name).not.toBe(defaults[1]?.name)
  southern.remove()
})

test('the default that an operator has set is installed, whatever the own chart is', async () => {
  const { forStore } = await startPoller()
  const first = nameOf(await forStore(follows))
  await setDefaultRelease(files.database, { name: first, cluster: 'default' })
  colour('blue')
  expect(valuesOf(await forStore(follows))).toBe('red')
  expect(await counted()).toBe(2)
})

test.each<[string, () => void, RegExp]>([
  [
    'a values file that is no YAML',
    () => chart.write({ 'values.yaml': 'colour: [' }),
    /values\.yaml is not valid YAML/,
  ],
  ['a folder that is gone', () => rmSync(chart.path, { recursive: true }), /Helm chart not found: .*HELM_CHART_PATH/],
  [
    'a chart that is too large',
    () => chart.write({ 'files/film': Buffer.alloc(5_000_001) }),
    /more than 5 MB, the largest file of them is \S+film/,
  ],
])('%s is registered by nobody: the store says why, or gets the default that there is', async (_, spoil, reason) => {
  const healthy = makeChartFolder({ 'values.yaml': 'colour: green\n' })
  spoil()
  const { forStore } = await startPoller()
  expect(await forStore(follows)).toEqual({ problem: expect.stringMatching(reason) })
  await (await startPoller('b', healthy)).forStore(follows)
  expect(valuesOf(await forStore(follows))).toBe('green')
  healthy.remove()
})

test('a release that is missing or damaged is a problem of the store, told with its cure', async () => {
  const { forStore } = await startPoller()
  expect(await forStore({ release: 'gone' })).toEqual({
    problem: expect.stringMatching(/^the release gone .* is not in the database; .*releases add CHART --name gone$/),
  })
  const release = nameOf(await forStore(follows))
  colour('blue')
  const other = nameOf(await forStore(follows))
  rmSync(join(files.folder, `storeplane-${process.getuid?.()}`), { recursive: true })
  await files.database.write([
    {
      sql: 'UPDATE releases SET content = (SELECT content FROM releases WHERE name = :other) WHERE name = :release',
      args: { release, other },
    },
  ])
  expect(await forStore({ release })).toEqual({
    problem: expect.stringMatching(/cannot be used, for its content does not match its digest; restore its row/),
  })
})
