// What a poller says of its end: one that is told to stop says so at once, one that will be started again or was killed does not.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { eventually } from '../support/eventually.ts'
import { type Program, printed } from '../support/process.ts'
import { startSqld } from '../support/sqld.ts'
import { databaseOf, type Stack, startStack } from '../support/stack.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
})
afterAll(() => stack.stop())
const forgetPollers = () => stack.database.write([{ sql: 'DELETE FROM pollers' }])
beforeEach(forgetPollers)

async function pollerRow(): Promise<{ stopped_at: number | null } | undefined> {
  const [row] = await stack.database.query<{ stopped_at: number | null }>('SELECT stopped_at FROM pollers')
  return row
}

async function startTicking(args: string[]): Promise<Program> {
  const poller = stack.startPoller(args)
  await eventually(async () => (await pollerRow())?.stopped_at === null, { what: 'a poller that ticks' })
  return poller
}

let serial = 0
/** What a store says that is asked for now. */
async function progressOfNewStore(): Promise<unknown> {
  const { id } = await stack.create(`waits-${++serial}`)
  const { body } = await stack.call('GET', `/stores/${id}`)
  return (body['progress'] as { message: unknown }).message
}

test.each([
  ['--watch', 'SIGTERM'],
  ['--watch', 'SIGINT'],
  ['--for 55s', 'SIGTERM'],
] as const)(
  'poller %s that is ended by %s says so before it exits, and a new store knows at once',
  async (args, signal) => {
    const poller = await startTicking(args.split(' '))
    poller.kill(signal)
    expect(await poller.ended).toBe(0)
    expect(await pollerRow()).toEqual({ stopped_at: expect.any(Number) })
    expect(await progressOfNewStore()).toBe('No poller is running')
  },
)

test.each([
  ['poller --for 1s', ['--for', '1s']],
  ['poller', []],
] as const)('%s, which ends by itself, does not say so: it is started again soon', async (_, args) => {
  const poller = stack.startPoller([...args])
  expect(await poller.ended).toBe(0)
  expect(await pollerRow()).toEqual({ stopped_at: null })
  expect(await progressOfNewStore()).toMatch(/^Queued/)
})

test('one that is killed says nothing, and one that is started after it was stopped ticks again', async () => {
  const killed = await startTicking(['--watch'])
  killed.kill('SIGKILL')
  expect(await killed.ended).toBe('SIGKILL')
  expect(await pollerRow()).toEqual({ stopped_at: null })
  await forgetPollers()
  const stopped = await startTicking(['--watch'])
  await stopped.stop()
  expect(await pollerRow()).toEqual({ stopped_at: expect.any(Number) })
  await (await startTicking(['--watch'])).stop()
})

const processes = async () => (await stack.database.query('SELECT id FROM poller_processes')).length

test('of two pollers with the same set-up one is stopped: no store says that none is running, until the other is', async () => {
  const [first, second] = [await startTicking(['--watch']), stack.startPoller(['--watch'])]
  await eventually(async () => (await processes()) === 2, { what: 'two processes that tick' })
  await first.stop()
  expect(await pollerRow()).toEqual({ stopped_at: null })
  expect(await progressOfNewStore()).not.toBe('No poller is running')
  await second.stop()
  expect(await progressOfNewStore()).toBe('No poller is running')
  expect(await processes()).toBe(0)
})

test('after one with the same set-up was killed and one has ended by itself, the one that is stopped is the last', async () => {
  const killed = await startTicking(['--watch'])
  killed.kill('SIGKILL')
  await killed.ended
  const left = stack.startPoller(['--for', '1s'])
  await left.ended
  const last = stack.startPoller(['--watch'])
  await eventually(async () => (await processes()) === 2, { what: 'its first tick' })
  await last.stop()
  expect(await progressOfNewStore()).toBe('No poller is running')
})

test('one that is stopped while it waits for the database says so, once that answers again', async () => {
  const sqld = await startSqld()
  const settings = { DATABASE_URL: sqld.url, DATABASE_AUTH_TOKEN: '' }
  const database = await databaseOf(settings, stack.folder)
  const rows = () => database.query('SELECT stopped_at FROM pollers')
  const killed = stack.startPoller(['--watch'], settings)
  await eventually(async () => (await rows().catch(() => [])).length === 1, { what: 'a poller that ticks' })
  killed.kill('SIGKILL')
  await killed.ended
  await sqld.freeze()
  const waiting = stack.startPoller(['--watch'], settings)
  await printed(waiting, /(outage\.began)/)
  sqld.wake()
  expect(await waiting.stop()).toBe(0)
  expect(await rows()).toEqual([{ stopped_at: expect.any(Number) }])
  expect(waiting.output()).toContain('poller.ended')
  database.close()
  await sqld.stop()
})
