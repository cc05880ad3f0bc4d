// The list of legal transitions and the database are one; no transition is without its event, no event without its transition.
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Bind, Statement } from '../../../shared/database/database.ts'
import { ownWords } from '../../../shared/safe-text.ts'
import { isLegal, listEvents, localCaller, type Status, type Store, statuses } from '../../../shared/stores/index.ts'
import { toFailed, toHealth, toReady, toWaiting } from '../../../shared/stores/patches.ts'
import { makeDatabase, type TestDatabase } from '../../support/database.ts'
import { patchStore, placeStore } from '../../support/place-store.ts'

let files: TestDatabase
beforeAll(async () => {
  files = await makeDatabase()
})
afterAll(() => files.remove())

const refused = { kind: 'constraint' }
const write = (sql: string, args: Record<string, Bind> = {}) => files.database.write([{ sql, args }])
const eventsOf = (storeId: string) => listEvents(files.database, { caller: localCaller, storeId, after: 0, limit: 500 })
const transitionsOf = async (storeId: string) =>
  (await eventsOf(storeId)).filter(({ kind }) => kind === 'transition').map(({ from, to }) => `${from}>${to}`)

/** Past every rule of the programs: the columns that `to` needs, and an operation where it needs one. */
function force({ id, owner, operation }: Store, to: Status): Statement[] {
  const columns = { health: null, url: 'http://shop', failure_code: null, failure_reason: null, deleted_at: null }
  const needed: Record<Status, Record<string, Bind>> = {
    PROVISIONING: {},
    READY: { health: 'healthy' },
    SUSPENDED: {},
    FAILED: { failure_code: 'crash_loop', failure_reason: 'why' },
    DELETING: {},
    DELETED: { deleted_at: 1 },
  }
  const isInProgress = to === 'PROVISIONING' || to === 'DELETING'
  const opened = operation?.id ?? `op_${id}_${to}`
  const work = isInProgress
    ? { operation_id: opened, queue: 'check', due_at: 1 }
    : { operation_id: null, queue: null, due_at: null }
  const args = { ...columns, ...work, ...needed[to], status: to }
  const assignments = Object.keys(args).map((name) => `${name} = :${name}`)
  return [
    ...(isInProgress && operation === null ? [openOperation(opened, { id, owner })] : []),
    ...(!isInProgress && operation !== null ? [endOperation(operation.id)] : []),
    { sql: `UPDATE stores SET ${assignments.join(', ')} WHERE id = :id`, args: { ...args, id } },
  ]
}

function openOperation(id: string, store: { id: string; owner: string }): Statement {
  return {
    sql: `INSERT INTO operations (id, store_id, owner, kind, state, step, actor, created_at)
      VALUES (:id, :store_id, :owner, 'delete', 'queued', 'uninstall', 'test', 1)`,
    args: { id, store_id: store.id, owner: store.owner },
  }
}

function endOperation(id: string): Statement {
  return { sql: "UPDATE operations SET state = 'succeeded', finished_at = 2 WHERE id = :id", args: { id } }
}

async function read(id: string): Promise<Store> {
  return patchStore(files.database, id, {})
}

describe('the database allows what the list allows and nothing else:', () => {
  const pairs = statuses.flatMap((from) => statuses.filter((to) => to !== from).map((to) => [from, to] as const))
  test.each(pairs)('%s → %s', async (from, to) => {
    const store = await placeStore(files.database, { status: from })
    const before = await transitionsOf(store.id)
    const written = files.database.write(force(store, to))
    if (isLegal(from, to)) await written
    else
      await expect(written).rejects.toMatchObject({
        ...refused,
        message: expect.stringContaining('illegal transition'),
      })
    expect(await transitionsOf(store.id)).toEqual(isLegal(from, to) ? [...before, `${from}>${to}`] : before)
  })

  test('on whatever path', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...statuses), { minLength: 1, maxLength: 15 }), async (path) => {
        let store = await placeStore(files.database)
        const taken = ['null>PROVISIONING']
        for (const to of path) {
          const { status: from } = store
          const isTransition = from !== to && isLegal(from, to)
          const written = await files.database.write(force(store, to)).then(
            () => true,
            () => false,
          )
          expect([from, to, written]).toEqual([from, to, isTransition || from === to])
          if (isTransition) taken.push(`${from}>${to}`)
          store = await read(store.id)
        }
        expect(await transitionsOf(store.id)).toEqual(taken)
      }),
      { numRuns: 60, seed: 20261128 },
    )
    const counted = await files.database.query(
      "SELECT label, sum(value) AS count FROM counters WHERE metric = 'stores' GROUP BY 1 ORDER BY 1",
    )
    expect(counted).toEqual(
      await files.database.query(
        'SELECT statuses.status AS label, count(id) AS count FROM statuses LEFT JOIN stores USING (status) GROUP BY 1 ORDER BY 1',
      ),
    )
  })

  test.each(statuses.filter((status) => status !== 'PROVISIONING'))('a store cannot begin as %s', async (status) => {
    const { id, owner } = await placeStore(files.database)
    const insert = `INSERT INTO stores SELECT * FROM (SELECT * FROM stores WHERE id = :id)`
    const columns = (await files.database.query<{ name: string }>("SELECT name FROM pragma_table_info('stores')")).map(
      ({ name }) =>
        ({ id: "'begun'", name: "'begun'", status: `'${status}'`, operation_id: "'op_begun'" })[name] ?? name,
    )
    await expect(
      files.database.write([
        openOperation('op_begun', { id: 'begun', owner }),
        { sql: insert.replace('*', columns.join(', ')), args: { id } },
      ]),
    ).rejects.toMatchObject({ message: expect.stringContaining('a store begins as PROVISIONING') })
  })
})

describe('a status and its columns belong together:', () => {
  test.each([
    ['FAILED without a code', 'FAILED', 'failure_code = NULL, failure_reason = NULL'],
    ['FAILED without a reason', 'FAILED', 'failure_reason = NULL'],
    ['READY with a failure', 'READY', "failure_code = 'crash_loop', failure_reason = 'why'"],
    ['READY without a URL', 'READY', 'url = NULL'],
    ['READY without health', 'READY', 'health = NULL'],
    ['FAILED with health', 'FAILED', "health = 'healthy'"],
    ['PROVISIONING that is never due', 'PROVISIONING', 'due_at = NULL'],
    ['PROVISIONING in no queue', 'PROVISIONING', 'queue = NULL'],
    ['READY that is due without an operation', 'READY', 'due_at = 1'],
    ['DELETED without its time', 'DELETED', 'deleted_at = NULL'],
    ['a holder without an expiry', 'PROVISIONING', "lease_holder = 'x'"],
  ] as const)('%s is refused', async (_, status, change) => {
    const { id } = await placeStore(files.database, { status })
    await expect(write(`UPDATE stores SET ${change} WHERE id = :id`, { id })).rejects.toMatchObject(refused)
  })
})

describe('a store and its operation:', () => {
  test.each(['PROVISIONING', 'DELETING'] as const)('%s without one is refused', async (status) => {
    const { id } = await placeStore(files.database, { status })
    const release = 'UPDATE stores SET operation_id = NULL, queue = NULL, due_at = NULL WHERE id = :id'
    await expect(write(release, { id })).rejects.toMatchObject({
      message: expect.stringContaining('a store in progress needs an operation'),
    })
  })

  test("one that is not there, that has ended, or that is another store's is refused", async () => {
    const ended = await placeStore(files.database, { status: 'READY' })
    const other = await placeStore(files.database)
    const [{ id: endedId } = { id: '' }] = await files.database.query<{ id: string }>(
      'SELECT id FROM operations WHERE store_id = :id',
      { id: ended.id },
    )
    for (const operation of ['op_nowhere', endedId, other.operation?.id ?? ''])
      await expect(
        write(`UPDATE stores SET operation_id = :operation, queue = 'check', due_at = 1 WHERE id = :id`, {
          operation,
          id: ended.id,
        }),
      ).rejects.toMatchObject({ message: expect.stringContaining('not an open one of this store') })
  })

  test('a second open one is refused', async () => {
    const { id, owner } = await placeStore(files.database)
    const second = files.database.write([openOperation('op_second', { id, owner })])
    await expect(second).rejects.toMatchObject({ kind: 'unique' })
  })

  test('one of a store that is not there is refused', async () => {
    const write = files.database.write([openOperation('op_of_nobody', { id: 'nobody', owner: 'x' })])
    await expect(write).rejects.toMatchObject(refused)
  })
})

describe('an operation', () => {
  test.each([
    ['has ended without its time', 'PROVISIONING', "state = 'succeeded'"],
    ['has a time of its end while it runs', 'PROVISIONING', 'finished_at = 1'],
    ['has failed without a code', 'PROVISIONING', "state = 'failed', finished_at = 1"],
    ['has a code without a sentence', 'PROVISIONING', "state = 'failed', finished_at = 1, failure_code = 'crash_loop'"],
    ['has a failure while it runs', 'PROVISIONING', "failure_code = 'crash_loop', failure_reason = 'why'"],
    ['was cancelled by nobody', 'PROVISIONING', "state = 'cancelled', finished_at = 1"],
    ['is opened again', 'READY', "state = 'running', finished_at = NULL"],
    ['ends a second time', 'READY', 'finished_at = 1'],
    ['ends otherwise', 'READY', "state = 'failed', failure_code = 'crash_loop', failure_reason = 'why'"],
    ['goes on after its end', 'READY', "step = 'url'"],
    ['fails otherwise than it did', 'FAILED', "failure_reason = 'another'"],
  ] as const)('that %s is refused', async (_, status, change) => {
    const { id } = await placeStore(files.database, { status })
    await expect(write(`UPDATE operations SET ${change} WHERE store_id = :id`, { id })).rejects.toMatchObject(refused)
  })

  test('that was rolled back says why', async () => {
    const { id } = await placeStore(files.database)
    await write(
      `UPDATE operations SET state = 'rolled_back', failure_code = 'crash_loop', failure_reason = 'why', finished_at = 1
        WHERE store_id = :id`,
      { id },
    )
  })
})

describe('the timeline', () => {
  test('begins with the creation and has ended steps before the transition that they lead to', async () => {
    const { id, operation } = await placeStore(files.database, { engine: 'medusa' })
    await patchStore(files.database, id, toWaiting({ step: 'url', message: ownWords('Asking its URL') }))
    await patchStore(files.database, id, { store: { url: 'http://shop' } })
    await patchStore(files.database, id, toReady({ helmRevision: 1, appliedRelease: null }))
    const events = await eventsOf(id)
    expect(events[0]).toMatchObject({ kind: 'transition', from: null, to: 'PROVISIONING', storeId: id })
    expect(events.slice(1).map(({ kind, step, to }) => (kind === 'step' ? step : to))).toEqual(
      // biome-ignore format: one list
      ['queued', 'namespace', 'release', 'volumes', 'database', 'cache', 'setup', 'web', 'url', 'READY'],
    )
    expect(new Set(events.map(({ operationId }) => operationId))).toEqual(new Set([operation?.id]))
  })

  test('ends no step that the engine does not have, none at a step back, and none by a failure', async () => {
    const { id } = await placeStore(files.database, { engine: 'woocommerce' })
    const stepsOf = async () => (await eventsOf(id)).filter(({ kind }) => kind === 'step').map(({ step }) => step)
    const goTo = (step: 'setup' | 'volumes') =>
      patchStore(files.database, id, toWaiting({ step, message: ownWords('Waiting') }))
    await goTo('setup')
    const passed = ['queued', 'namespace', 'release', 'volumes', 'database']
    expect(await stepsOf()).toEqual(passed)
    await goTo('volumes')
    expect(await stepsOf()).toEqual(passed)
    await patchStore(
      files.database,
      id,
      toFailed({ code: 'crash_loop', reason: ownWords('Pods not ready'), step: 'web' }),
    )
    expect(await stepsOf()).toEqual(passed)
  })

  test('names who asked for a change, and who cancelled what was being done', async () => {
    const { id } = await placeStore(files.database, { status: 'DELETED', owner: 'anna' })
    const transitions = (await eventsOf(id)).filter(({ kind }) => kind === 'transition')
    expect(transitions.map(({ to, actor }) => [to, actor])).toEqual([
      ['PROVISIONING', 'key_anna:anna'],
      ['DELETING', 'local:default'],
      ['DELETED', 'poller'],
    ])
  })

  test('has a change of health once, with its reason', async () => {
    const { id } = await placeStore(files.database, { status: 'READY' })
    const degrade = toHealth({ health: 'degraded', reason: ownWords('web is gone') })
    await patchStore(files.database, id, degrade)
    await patchStore(files.database, id, degrade)
    const health = (await eventsOf(id)).filter(({ kind }) => kind === 'health')
    expect(health.map(({ message }) => message)).toEqual(['degraded: web is gone'])
  })

  test('has the code and the reason of a failure', async () => {
    const { id } = await placeStore(files.database, { status: 'FAILED' })
    expect((await eventsOf(id)).at(-1)).toMatchObject({
      to: 'FAILED',
      code: 'crash_loop',
      step: 'web',
      message: 'Pods not ready: web',
    })
  })

  test('takes no evidence over 16 KiB', async () => {
    const { id } = await placeStore(files.database)
    const insert = (evidence: string) =>
      write(
        "INSERT INTO events (store_id, owner, at, kind, evidence) VALUES (:id, 'default', 1, 'evidence', :evidence)",
        {
          id,
          evidence,
        },
      )
    await insert('x'.repeat(16_384))
    await expect(insert('é'.repeat(8_193))).rejects.toMatchObject(refused)
  })
})
