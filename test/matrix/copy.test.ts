// Moving to a server with the real programs: a copy that is killed goes on, and what was left behind is used by nobody.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { systemClock } from '../../shared/clock.ts'
import { migrate } from '../../shared/database/migrate.ts'
import { openLocal } from '../../shared/database/open-local.ts'
import { openRemote } from '../../shared/database/open-remote.ts'
import { postStore, unavailable } from '../e2e/fixtures/functions-process.ts'
import { eventually } from '../support/eventually.ts'
import { fillWithStores } from '../support/many-stores.ts'
import { type Program, startProgram } from '../support/process.ts'
import { type Sqld, startSqld } from '../support/sqld.ts'
import { baseEnvironment, startPlane, startStack } from '../support/stack.ts'

// A copy of thousands of rows beside other tests takes its time.
vi.setConfig({ testTimeout: 120_000 })

let sqld: Sqld
beforeAll(async () => {
  sqld = await startSqld({ auth: true })
})
afterAll(() => sqld.stop())

test('a killed copy is used by no program, goes on when it is run again, and is whole then', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'storeplane-copy-'))
  const file = join(folder, 'stores.db')
  const source = openLocal({ file, synchronous: 'NORMAL', clock: systemClock, random: Math.random })
  const target = openRemote({ url: sqld.url, authToken: sqld.token })
  onTestFinished(() => {
    for (const one of [source, target]) one.close()
    rmSync(folder, { recursive: true, force: true })
  })
  await migrate(source)
  const all = 4_000
  await fillWithStores(source, all)
  const env = { ...baseEnvironment(folder), DATABASE_AUTH_TOKEN: sqld.token ?? '', PORT: '0' }
  const start = (...words: string[]): Program =>
    startProgram('storeplane', ['admin', 'copy', `sqlite:///${file}`, sqld.url, ...words], { cwd: folder, env })
  const copied = async () => Number((await target.query('SELECT COUNT(*) AS n FROM stores'))[0]?.['n'])

  const killed = start()
  await eventually(async () => (await copied()) > 400, { everyMs: 5, deadlineMs: 60_000, what: 'the first rows' })
  killed.kill('SIGKILL')
  expect(await killed.ended).toBe('SIGKILL')
  const half = await copied()
  expect(half).toBeGreaterThan(400)
  expect(half).toBeLessThan(all)
  const functions = startProgram('functions', [], { cwd: folder, env: { ...env, DATABASE_URL: sqld.url } })
  expect(await functions.ended, functions.output()).toBe(1)
  expect(functions.output()).toContain(`unfinished copy of ${file}`)

  const again = start()
  expect(await again.ended, again.output()).toBe(0)
  expect(again.output()).toContain('resuming the copy')
  expect(again.output()).toMatch(/^stores +4000 +[0-9a-f]{16}$/m)
  expect(await copied()).toBe(all)
  const third = start()
  expect(await third.ended).toBe(1)
  expect(third.output()).toContain('the copy is finished')
})

test('a broken-off copy whose source went on is refused, and restarted with --restart', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'storeplane-copy-'))
  const [file, copy] = [join(folder, 'stores.db'), join(folder, 'copy.db')]
  const open = (name: string) =>
    openLocal({ file: name, synchronous: 'NORMAL', clock: systemClock, random: Math.random })
  const source = open(file)
  await migrate(source)
  await fillWithStores(source, 4_000)
  const env = baseEnvironment(folder)
  const start = (...words: string[]): Program =>
    startProgram('storeplane', ['admin', 'copy', `file:${file}`, `file:${copy}`, ...words], { cwd: folder, env })
  const target = open(copy)
  onTestFinished(() => {
    for (const one of [source, target]) one.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const killed = start()
  await eventually(async () => (await target.query('SELECT 1 FROM stores LIMIT 1')).length > 0, {
    everyMs: 1,
    deadlineMs: 60_000,
  })
  killed.kill('SIGKILL')
  await killed.ended
  await source.write([{ sql: "UPDATE stores SET name = 'renamed' WHERE id = (SELECT MIN(id) FROM stores)" }])
  const again = start()
  expect(await again.ended, again.output()).toBe(1)
  expect(again.output()).toContain('differ in stores (4000 rows, in the copy 4000)')
  const anew = start('--restart')
  expect(await anew.ended, anew.output()).toBe(0)
  expect(await target.query('SELECT COUNT(*) AS n FROM stores')).toEqual([{ n: 4_000 }])
})

test('an installation moves to a server: what still runs on the file writes nothing, and the new programs go on without installing anything twice', async () => {
  const server = await startSqld({ auth: true })
  onTestFinished(() => server.stop())
  const stack = await startStack()
  onTestFinished(() => stack.stop())
  const poller = stack.startPoller()
  const { id, namespace } = await stack.create('moves')
  await stack.until(id, 'READY')
  await poller.stop()
  const environment = { ...stack.environment, DATABASE_URL: server.url, DATABASE_AUTH_TOKEN: server.token ?? '' }
  const file = join(stack.folder, 'stores.db')
  const moved = startProgram('storeplane', ['admin', 'copy', `file:${file}`, server.url, '--retire-source'], {
    cwd: stack.folder,
    env: environment,
  })
  expect(await moved.ended, moved.output()).toBe(0)

  expect(await postStore(stack.apiUrl, 'too-late')).toMatchObject(unavailable)
  expect((await stack.call('GET', `/api/v1/stores/${id}`)).body['status']).toBe('READY')
  const late = stack.startPoller(['--watch'])
  expect(await late.ended).toBe(1)
  expect(late.output()).toContain(`has moved to ${server.url}`)

  const plane = await startPlane({ folder: stack.folder, environment })
  onTestFinished(() => plane.stop())
  plane.startPoller()
  const next = await plane.create('after-the-move')
  await plane.until(next.id, 'READY')
  await plane.call('DELETE', `/api/v1/stores/${id}`)
  await plane.until(id, 'DELETED')
  expect((await stack.sandbox.counts()).installs[`${namespace}/${id}`]).toBe(1)
})
