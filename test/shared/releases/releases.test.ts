// Releases in the database: who sets the default, and what may be removed.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { now } from '../../../shared/database/now.ts'
import type { NewRelease } from '../../../shared/releases/index.ts'
import {
  addRelease,
  countStores,
  followPollers,
  getRelease,
  listReleases,
  loadContent,
  newRelease,
  readDefaultRelease,
  registerRelease,
  removeRelease,
  setDefaultRelease,
  takeOverDefault,
} from '../../../shared/releases/index.ts'
import {
  createStore,
  findReplay,
  getStore,
  idempotencyKey,
  listStores,
  localCaller,
} from '../../../shared/stores/index.ts'
import { makeDatabase, type TestDatabase } from '../../support/database.ts'
import { placeStore, setRow } from '../../support/place-store.ts'

let files: TestDatabase
beforeAll(async () => {
  files = await makeDatabase()
})
afterAll(() => files.remove())
beforeEach(async () => {
  await files.database.write([
    { sql: 'DELETE FROM clusters' },
    { sql: 'DELETE FROM pollers' },
    { sql: `UPDATE stores SET release = NULL, applied_release = NULL` },
    { sql: 'DELETE FROM releases' },
  ])
})

const file = (path: string, text: string) => ({ path, bytes: Buffer.from(text) })
const contentOf = (colour: string) => ({
  chart: [file('Chart.yaml', 'name: store\n'), file('values.yaml', colour)],
  values: [],
})
const made = (colour: string, version = '1.2.3') => newRelease(contentOf(colour), { name: 'store', version })
const nameOf = ({ digest }: NewRelease) => `1.2.3-${digest.slice(0, 8)}`
const [red, blue, green] = [made('red'), made('blue'), made('green')]

type Seen = { agoMs?: number; stopped?: boolean; cluster?: string }
const tick = (id: string, { agoMs = 0, stopped = false, cluster = 'default' }: Seen = {}) =>
  files.database.write([
    {
      sql: `INSERT INTO pollers (id, version, cluster, last_tick_at, stopped_at, engines, domain, url_template)
        VALUES (:id, '1', :cluster, ${now} - :ago_ms, iif(:stopped, ${now}, NULL), '{}', 'localhost', 'x')
        ON CONFLICT (id) DO UPDATE SET last_tick_at = excluded.last_tick_at, stopped_at = excluded.stopped_at`,
      args: { id, cluster, ago_ms: agoMs, stopped: Number(stopped) },
    },
  ])
const register = async (pollerId: string, release: NewRelease, { isFirst = false, cluster = 'default' } = {}) => {
  await tick(pollerId, { cluster })
  await registerRelease(files.database, { pollerId, cluster, release, isFirst })
}
const defaultName = async (cluster = 'default') => (await readDefaultRelease(files.database, cluster))?.name

describe('what a poller registers', () => {
  test('is named by version and digest, is not checked, and can be read again', async () => {
    await register('a', red)
    expect(await getRelease(files.database, nameOf(red))).toMatchObject({
      digest: red.digest,
      chartName: 'store',
      chartVersion: '1.2.3',
      checked: false,
      actor: 'poller',
      defaultFor: ['default'],
    })
    expect(await loadContent(files.database, red.digest)).toEqual(contentOf('red'))
  })

  test('is one release, however many pollers have it, under the name that it got first', async () => {
    await addRelease(files.database, '2026.11', red)
    await register('a', red)
    await register('b', red)
    expect((await listReleases(files.database, { limit: 10, after: null })).releases).toMatchObject([
      { name: '2026.11' },
    ])
    expect(await getRelease(files.database, '2026.11')).toMatchObject({ checked: true, actor: 'operator' })
  })

  test('gets a longer name where another release has its name', async () => {
    await addRelease(files.database, nameOf(red), blue)
    await register('a', red)
    expect(await defaultName()).toBe(`1.2.3-${red.digest.slice(0, 20)}`)
  })

  test.each([
    ['1.2.3+build.7', /^1\.2\.3_build\.7-[0-9a-f]{8}$/],
    ['', /^unversioned-[0-9a-f]{8}$/],
    ['x'.repeat(200), /^x{40}-[0-9a-f]{8}$/],
    ['../../etc', /^etc-[0-9a-f]{8}$|^[A-Za-z0-9][A-Za-z0-9._-]*$/],
  ])('has a name that can be part of a path, also with the version %j', async (version, name) => {
    await register('a', made('red', version))
    expect(await defaultName()).toMatch(name)
  })
})

describe('the default', () => {
  test('follows the chart of a poller when it changes', async () => {
    await register('a', red)
    await register('a', blue)
    expect(await defaultName()).toBe(nameOf(blue))
    await register('a', red)
    expect(await defaultName()).toBe(nameOf(red))
  })

  test('is not taken back and forth by two pollers with different charts that do not change', async () => {
    await register('a', red, { isFirst: true })
    await register('b', blue, { isFirst: true })
    for (let round = 0; round < 3; round++) {
      await register('a', red, { isFirst: round === 1 })
      await register('b', blue, { isFirst: round === 2 })
      for (const [pollerId, release] of [
        ['a', red],
        ['b', blue],
      ] as const)
        await takeOverDefault(files.database, { pollerId, cluster: 'default', release, isFirst: false })
    }
    expect(await defaultName()).toBe(nameOf(blue))
  })

  test('goes to a poller that starts once the one with the other chart was stopped, as when a new chart is taken back', async () => {
    await register('a', red, { isFirst: true })
    await register('b', blue, { isFirst: true })
    await tick('b', { stopped: true })
    await register('a', red)
    expect(await defaultName()).toBe(nameOf(blue))
    await register('a', red, { isFirst: true })
    expect(await defaultName()).toBe(nameOf(red))
  })

  test('goes to the poller that is left when the other has not ticked for five minutes', async () => {
    await register('a', red, { isFirst: true })
    await register('b', blue, { isFirst: true })
    await tick('b', { agoMs: 299_000 })
    await takeOverDefault(files.database, { pollerId: 'a', cluster: 'default', release: red, isFirst: false })
    expect(await defaultName()).toBe(nameOf(blue))
    await tick('b', { agoMs: 301_000 })
    await takeOverDefault(files.database, { pollerId: 'a', cluster: 'default', release: red, isFirst: false })
    expect(await defaultName()).toBe(nameOf(red))
  })

  test('that an operator has set stays, whatever pollers register, until it is given back to them', async () => {
    await register('a', red)
    await register('b', blue)
    expect(await setDefaultRelease(files.database, { name: nameOf(red), cluster: 'default' })).toBe(true)
    await register('b', green, { isFirst: true })
    expect(await defaultName()).toBe(nameOf(red))
    await tick('a', { agoMs: 5_000 })
    expect(await followPollers(files.database, 'default')).toMatchObject({ name: nameOf(green), setBy: 'poller' })
    await register('a', blue)
    expect(await defaultName()).toBe(nameOf(blue))
  })

  test('cannot be a release that there is not, and stays what it is where no poller has registered one', async () => {
    await register('a', red)
    expect(await setDefaultRelease(files.database, { name: 'nope', cluster: 'default' })).toBe(false)
    await files.database.write([{ sql: 'DELETE FROM pollers' }])
    expect(await followPollers(files.database, 'default')).toMatchObject({ name: nameOf(red) })
  })
})

describe('each cluster has a default of its own', () => {
  test('no poller takes that of another cluster, and a silent one there is no reason to', async () => {
    await register('a', red, { cluster: 'north' })
    await register('b', blue, { cluster: 'south' })
    await tick('a', { cluster: 'north', agoMs: 301_000 })
    await takeOverDefault(files.database, { pollerId: 'b', cluster: 'south', release: blue, isFirst: false })
    expect([await defaultName('north'), await defaultName('south'), await defaultName()]).toEqual([
      nameOf(red),
      nameOf(blue),
      undefined,
    ])
    expect((await getRelease(files.database, nameOf(blue))).defaultFor).toEqual(['south'])
  })

  test('what an operator sets and gives back concerns the one alone', async () => {
    await register('a', red, { cluster: 'north' })
    await register('b', blue, { cluster: 'south' })
    await setDefaultRelease(files.database, { name: nameOf(blue), cluster: 'north' })
    expect((await getRelease(files.database, nameOf(blue))).defaultFor).toEqual(['north', 'south'])
    await register('a', green, { cluster: 'north' })
    expect(await defaultName('north')).toBe(nameOf(blue))
    await register('b', red, { cluster: 'south' })
    expect(await defaultName('south')).toBe(nameOf(red))
    expect(await followPollers(files.database, 'north')).toMatchObject({ name: nameOf(green) })
    expect(await defaultName('south')).toBe(nameOf(red))
  })

  test('one that is the default of any is not removed, and it is said of which', async () => {
    await register('a', red, { cluster: 'north' })
    await register('b', blue, { cluster: 'south' })
    expect(await removeRelease(files.database, nameOf(red))).toEqual({ outcome: 'default', clusters: ['north'] })
  })

  test('a store is outdated by that of its own cluster, also where a key gives the first answer again', async () => {
    await register('a', red, { cluster: 'north' })
    await register('b', blue, { cluster: 'default' })
    const idempotency = idempotencyKey('default', 'outdated', ['north'])
    const wanted = { name: 'northern', engine: 'medusa', caller: localCaller, requestId: null, idempotency } as const
    const { id } = await createStore(files.database, wanted)
    await setRow(files.database, id, { store: { cluster: 'north' } })
    const page = { caller: localCaller, filter: { namePrefix: 'northern' }, limit: 1, after: null }
    const seen = [
      await getStore(files.database, id, localCaller),
      await findReplay(files.database, idempotency),
      (await listStores(files.database, page)).stores[0],
    ]
    for (const store of seen) expect(store?.defaultRelease).toBe(nameOf(red))
  })
})

describe('a release is removed', () => {
  const use = (columns: Record<string, string>, status: 'FAILED' | 'DELETED' = 'FAILED') =>
    placeStore(files.database, { status, store: columns })
  beforeEach(async () => {
    await register('a', red)
    await addRelease(files.database, 'old', blue)
  })

  test('when nothing needs it, and a poller that still has its chart registers it again', async () => {
    expect(await removeRelease(files.database, 'old')).toEqual({ outcome: 'removed' })
    expect(await removeRelease(files.database, 'old')).toEqual({ outcome: 'unknown' })
    await expect(loadContent(files.database, blue.digest)).rejects.toThrow('is not in the database')
    await register('b', blue)
    expect(await defaultName()).toBe(nameOf(blue))
  })

  test('not while it is the default', async () => {
    expect(await removeRelease(files.database, nameOf(red))).toEqual({ outcome: 'default', clusters: ['default'] })
  })

  test('not while a store shall have it or has it, and it is said how many', async () => {
    await use({ release: 'old' })
    await use({ applied_release: 'old' })
    await use({ release: 'old', applied_release: 'old' })
    await use({ release: 'old', applied_release: 'old' }, 'DELETED')
    expect(await removeRelease(files.database, 'old')).toEqual({ outcome: 'used', stores: 3 })
    expect(await countStores(files.database, ['old', nameOf(red)])).toEqual(
      new Map([
        ['old', 3],
        [nameOf(red), 0],
      ]),
    )
    expect(await getRelease(files.database, 'old')).toMatchObject({ name: 'old' })
  })

  test('when only DELETED stores had it', async () => {
    await use({ release: 'old', applied_release: 'old' }, 'DELETED')
    expect(await removeRelease(files.database, 'old')).toEqual({ outcome: 'removed' })
  })
})

test('adding a content again checks the release that it is; a name of another release is refused', async () => {
  await register('a', red)
  expect(await addRelease(files.database, 'mine', red)).toBe(nameOf(red))
  expect(await getRelease(files.database, nameOf(red))).toMatchObject({ checked: true, actor: 'poller' })
  expect(await addRelease(files.database, nameOf(red), blue)).toBeNull()
})

test('pages are newest first, and the next one begins where the last one ended', async () => {
  for (const [index, release] of [red, blue, green].entries()) {
    await addRelease(files.database, `r${index}`, release)
    await files.database.write([
      { sql: 'UPDATE releases SET created_at = 7 WHERE name <> :name', args: { name: 'r0' } },
    ])
  }
  const first = await listReleases(files.database, { limit: 2, after: null })
  expect(first.releases.map(({ name }) => name)).toEqual(['r0', 'r2'])
  const second = await listReleases(files.database, { limit: 2, after: first.next })
  expect([second.releases.map(({ name }) => name), second.next]).toEqual([['r1'], null])
})

test('finding the stores of a release reads an index, not all stores', async () => {
  const plan = await files.database.query<{ detail: string }>(
    `EXPLAIN QUERY PLAN SELECT 1 FROM stores WHERE release = :name AND release IS NOT NULL AND status <> 'DELETED'
      UNION ALL SELECT 1 FROM stores WHERE applied_release = :name AND applied_release IS NOT NULL AND status <> 'DELETED'`,
    { name: 'old' },
  )
  const looks = plan.map(({ detail }) => detail).filter((detail) => detail.includes('stores'))
  expect(looks).toEqual([
    expect.stringContaining('stores_of_release'),
    expect.stringContaining('stores_of_applied_release'),
  ])
})
