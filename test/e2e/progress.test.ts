// What a store says of its progress is true: for whom it waits, and how far it came.
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { eventually } from '../support/eventually.ts'
import { type Stack, type StoreBody, startStack } from '../support/stack.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack({ settings: { HELM_INSTALL_SLOTS: '1' } })
})
afterAll(() => stack.stop())

type Progress = { step: string; message: string; position?: number } | null
type Shown = StoreBody & { progress: Progress }

const list = async () => (await stack.call('GET', '/stores?limit=100')).body['stores'] as Shown[]
const progressOf = async (id: string) => (await stack.call('GET', `/stores/${id}`)).body['progress'] as Progress

function startPoller(environment: Record<string, string> = {}) {
  const poller = stack.startPoller(['--watch'], environment)
  onTestFinished(async () => void (await poller.stop()))
  return poller
}

const noPoller = { step: 'queued', message: 'No poller is running' }

test('before a poller has ever ticked, and at once after the last one was stopped by SIGTERM, a store says that none is running', async () => {
  const { id } = await stack.create('waits-for-a-poller')
  expect(await progressOf(id)).toEqual(noPoller)
  const poller = startPoller()
  await stack.until(id, 'READY')
  expect(await poller.stop()).toBe(0)
  const next = await stack.create('waits-for-the-next')
  expect(await progressOf(next.id)).toEqual(noPoller)
  startPoller()
  await stack.until(next.id, 'READY')
})

test('of two pollers one is stopped: the other still works, and no store says otherwise', async () => {
  const [first, second] = [startPoller({ STORE_URL_TEMPLATE: 'http://{name}.first' }), startPoller()]
  await stack.until((await stack.create('while-both-tick')).id, 'READY')
  await eventually(
    async () => (await stack.database.query('SELECT id FROM pollers WHERE stopped_at IS NULL')).length === 2,
  )
  await first.stop()
  const { id } = await stack.create('while-one-ticks')
  expect((await progressOf(id))?.message).not.toContain('No poller')
  await stack.until(id, 'READY')
  await second.stop()
})

/** Where the store stood at a moment, and between which times of the database's clock, which is this machine's, it was asked. */
type Sample = { id: string; position: number | null; message: string; fromMs: number; toMs: number }

async function sample(): Promise<Sample[]> {
  const fromMs = Date.now()
  const stores = await list()
  const toMs = Date.now()
  return stores.flatMap(({ id, progress }) =>
    progress === null ? [] : [{ id, position: progress.position ?? null, message: progress.message, fromMs, toMs }],
  )
}

/** A claim has its time from the beginning of a write that others see when it ends. */
const committedWithinMs = 1_000

/** Each create is refused after a third of a second, so that a queue of forty is over soon, and no Helm is needed. */
const slowRefusal = {
  api: [{ match: { verb: 'create', path: '/api/v1/namespaces' }, fault: 'delay', delayMs: 300 }],
  forbid: [{ verb: 'create', resource: 'namespaces' }],
}

test('of forty stores and one slot each counts down those that are claimed before it, and is wrong by no more than those claimed while it was asked', async () => {
  await stack.sandbox.setScenario(slowRefusal)
  const stores = await Promise.all(Array.from({ length: 40 }, (_, n) => stack.create(`queue-${n}`)))
  const ids = new Set(stores.map(({ id }) => id))
  for (const { id, message } of await sample()) if (ids.has(id)) expect(message).toBe('No poller is running')
  startPoller()
  const samples: Sample[] = []
  await eventually(
    async () => {
      samples.push(...(await sample()).filter(({ id }) => ids.has(id)))
      return (await list()).every(({ id, status }) => !ids.has(id) || status === 'FAILED')
    },
    { deadlineMs: 80_000, everyMs: 50, what: 'the end of the queue' },
  )
  const claims = await stack.database.query<{ id: string; atMs: number }>(
    `SELECT store_id AS id, operations.started_at AS atMs FROM operations JOIN stores ON stores.id = store_id
      WHERE name LIKE 'queue-%' ORDER BY operations.started_at`,
  )
  const rank = new Map(claims.map(({ id }, at) => [id, at]))
  const claimedBy = (ms: number) => claims.filter(({ atMs }) => atMs <= ms).length
  const queued = samples.filter(({ position }) => position !== null)
  for (const { id, position, message, fromMs, toMs } of queued) {
    const place = rank.get(id) ?? Number.NaN
    const before = claimedBy(fromMs - committedWithinMs)
    expect(position, `${id} among ${before} claimed`).toBeLessThanOrEqual(place - before)
    expect(position, `${id} among ${claimedBy(toMs)} claimed`).toBeGreaterThanOrEqual(place - claimedBy(toMs))
    expect(message).toBe(position === 0 ? 'Queued, next' : `Queued, ${position} ahead`)
  }
  for (const id of ids) {
    const positions = queued.filter((one) => one.id === id).map(({ position }) => position as number)
    expect(positions).toEqual(positions.toSorted((a, b) => b - a))
  }
  expect(new Set(queued.map(({ position }) => position)).size).toBeGreaterThan(20)
  await stack.sandbox.setScenario({})
}, 120_000)

const walks = [
  ['any image', {}, ['queued', 'namespace', 'release', 'volumes'], 'database'],
  ['the image of its database', { kind: 'StatefulSet' }, ['queued', 'namespace', 'release', 'volumes'], 'database'],
  [
    'the image of its shop',
    { kind: 'Deployment' },
    ['queued', 'namespace', 'release', 'volumes', 'database', 'setup'],
    'web',
  ],
] as const

const place = (step: string) =>
  ['queued', 'namespace', 'release', 'volumes', 'database', 'cache', 'setup', 'web', 'url'].indexOf(step)

test.each(walks)(
  'a store without %s ends no step that it did not reach, and says so at no moment',
  async (what, match, ended, failedAt) => {
    const made = await stack.create(`lacks-${what.replaceAll(' ', '-').slice(0, 30)}`)
    const rule = { match: { namespace: made.namespace, ...match }, fault: 'image_not_found' }
    await stack.sandbox.setScenario({ rules: [rule] })
    startPoller()
    const seen: string[] = []
    await eventually(
      async () => {
        const { status, progress } = (await stack.call('GET', `/stores/${made.id}`)).body as Shown
        if (progress) seen.push(progress.step)
        return status === 'FAILED'
      },
      { everyMs: 20, what: 'the failure' },
    )
    const { body } = await stack.call('GET', `/stores/${made.id}/events`)
    const events = body['events'] as { kind: string; step: string; to: string | null }[]
    expect(events.filter(({ kind }) => kind === 'step').map(({ step }) => step)).toEqual(ended)
    expect(events.at(-1)).toMatchObject({ kind: 'transition', to: 'FAILED', step: failedAt })
    for (const step of seen) expect(place(step)).toBeLessThanOrEqual(place(failedAt))
    await stack.sandbox.setScenario({})
  },
)
