// A libSQL server in place of the file: the lives, crashes and leases that `npm test` has, over HTTP with a token, shared by
// three functions processes and several pollers; and what a server that follows another may be used for.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { Database } from '../../shared/database/database.ts'
import { migrate } from '../../shared/database/migrate.ts'
import { released } from '../../shared/database/migrations/released.ts'
import { openRemote } from '../../shared/database/open-remote.ts'
import { load, textOf } from '../shared/database/dump.ts'
import { startProgram } from '../support/process.ts'
import { startSqld } from '../support/sqld.ts'
import { baseEnvironment, startStack } from '../support/stack.ts'
import { runVitest } from './run-vitest.ts'

const repeated = [
  ...['life', 'crash', 'leases', 'deletion', 'recovery', 'outage', 'sweep'].map((name) => [`test/e2e/${name}.test.ts`]),
  ['test/poller/leases'],
  ...['many', 'stopped-poller'].map((name) => [
    '--config',
    'test/matrix/vitest.config.ts',
    `test/matrix/${name}.test.ts`,
  ]),
]

test.each(repeated.map((chosen) => [chosen.at(-1), chosen] as const))(
  'on a server %s holds as on a file',
  async (_, chosen) => {
    const env = { ...process.env, STOREPLANE_TEST_DATABASE: 'server' }
    const { code, output } = await runVitest([...chosen, '--testTimeout=90000', '--hookTimeout=60000'], env)
    expect(code, output.slice(-4_000)).toBe(0)
    expect(output).toMatch(/Tests .*passed/)
  },
  300_000,
)

test.each(released.map(({ version }) => version))(
  'the data of schema %d, brought to a server, becomes that of a release that does not exist yet, by four programs at once',
  async (version) => {
    const sqld = await startSqld({ auth: true })
    const folder = mkdtempSync(join(tmpdir(), 'storeplane-upgrade-'))
    const databases = Array.from({ length: 4 }, () => openRemote({ url: sqld.url, authToken: sqld.token }))
    onTestFinished(async () => {
      for (const one of databases) one.close()
      await sqld.stop()
      rmSync(folder, { recursive: true, force: true })
    })
    load(join(folder, 'stores.db'), readFileSync(textOf(version), 'utf8'))
    const env = { ...baseEnvironment(folder), DATABASE_AUTH_TOKEN: sqld.token ?? '' }
    const copy = startProgram('storeplane', ['admin', 'copy', 'file:stores.db', sqld.url], { cwd: folder, env })
    expect(await copy.ended, copy.output()).toBe(0)
    const latest = released.at(-1)?.version ?? 0
    const statements = ['ALTER TABLE stores ADD COLUMN theme TEXT', "UPDATE stores SET theme = 'plain'"]
    const steps = [...released, { version: latest + 1, readableFrom: latest, statements }]
    const applied = await Promise.all(databases.map((database) => migrate(database, steps)))
    expect(applied.flat().toSorted((a, b) => a - b)).toEqual(
      steps.map((step) => step.version).filter((one) => one > version),
    )
    const [first] = databases as [Database]
    expect(await first.query('SELECT COUNT(*) AS stores, MIN(theme) AS theme FROM stores')).toEqual([
      { stores: 18, theme: 'plain' },
    ])
  },
)

test('a long step of the schema beside a program that writes is given up whole, and says what to do; alone it is done', async () => {
  const sqld = await startSqld({ auth: true })
  const [migrating, writing] = [1, 2].map(() => openRemote({ url: sqld.url, authToken: sqld.token })) as [
    Database,
    Database,
  ]
  onTestFinished(async () => {
    for (const one of [migrating, writing]) one.close()
    await sqld.stop()
  })
  await migrate(migrating)
  // Each takes a while, all together much longer than the 5 s after which the server lets another write.
  const count = 'WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 2000000) SELECT COUNT(*) FROM n'
  const latest = released.at(-1)?.version ?? 0
  const step = (parts: number) => [
    ...released,
    {
      version: latest + 1,
      readableFrom: latest,
      statements: ['CREATE TABLE counted (n INTEGER) STRICT', ...Array(parts).fill(`INSERT INTO counted ${count}`)],
    },
  ]
  let isOver = false
  const long = migrate(migrating, step(200)).finally(() => {
    isOver = true
  })
  const writes = (async () => {
    // A write may itself be given up while it waits.
    while (!isOver) await writing.write([{ sql: 'UPDATE installation SET one = 1' }]).catch(() => undefined)
  })()
  await expect(long).rejects.toMatchObject({
    kind: 'unavailable',
    message: expect.stringContaining('stop functions and pollers, then run: storeplane admin migrate'),
  })
  await writes
  expect(await writing.query("SELECT name FROM sqlite_master WHERE name = 'counted'")).toEqual([])
  expect(await migrate(migrating, step(3))).toEqual([latest + 1])
})

test.each([
  ['no token', {}],
  ['a token that the server does not know', { DATABASE_AUTH_TOKEN: 'ey.ey.ey' }],
])('with %s functions and poller end with 1 and name DATABASE_AUTH_TOKEN', async (_, token) => {
  const sqld = await startSqld({ auth: true })
  const folder = mkdtempSync(join(tmpdir(), 'storeplane-token-'))
  onTestFinished(async () => {
    await sqld.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  const KUBECONFIG = join(folder, 'kubeconfig')
  writeFileSync(KUBECONFIG, '')
  const env = { ...baseEnvironment(folder), DATABASE_URL: sqld.url, KUBECONFIG, PORT: '0', ...token }
  for (const name of ['functions', 'poller']) {
    const program = startProgram(name, [], { cwd: folder, env })
    expect(await program.ended, program.output()).toBe(1)
    expect(program.output()).toContain('DATABASE_AUTH_TOKEN')
  }
})

test('pollers that reach the server through one that follows it install each store once, for they act on what their writes returned', async () => {
  const primary = await startSqld({ auth: true })
  onTestFinished(() => primary.stop())
  const replica = await primary.startReplica()
  const token = { DATABASE_AUTH_TOKEN: primary.token ?? '' }
  const stack = await startStack({ settings: { DATABASE_URL: primary.url, ...token } })
  onTestFinished(() => stack.stop())
  for (let n = 0; n < 2; n++) stack.startPoller(['--watch'], { DATABASE_URL: replica.url })
  const stores = await Promise.all(Array.from({ length: 6 }, (_, n) => stack.create(`followed-${n}`)))
  await Promise.all(stores.map(({ id }) => stack.until(id, 'READY', 60_000)))
  const { installs } = await stack.sandbox.counts()
  expect(stores.map(({ id, namespace }) => installs[`${namespace}/${id}`])).toEqual(stores.map(() => 1))
  await Promise.all(stores.map(({ id }) => stack.call('DELETE', `/api/v1/stores/${id}`)))
  await Promise.all(stores.map(({ id }) => stack.until(id, 'DELETED', 60_000)))
})
