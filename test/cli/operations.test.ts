// The commands about operations, and what a command that waits says of the queue, against a real API over HTTP.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApi } from '../../functions/app.ts'
import { type Listening, serve } from '../../functions/serve.ts'
import { systemClock } from '../../shared/clock.ts'
import { uniqueName } from '../functions/api.ts'
import { beat, makeFailed, makeReady } from '../functions/place-store.ts'
import { makeDatabase, type TestDatabase } from '../support/database.ts'
import { eventually } from '../support/eventually.ts'
import { moveStore, setRow } from '../support/place-store.ts'
import { quietLog } from '../support/quiet-log.ts'
import { run } from './terminal.ts'

type Plane = {
  files: TestDatabase
  storeplane: (...words: string[]) => ReturnType<typeof run>
  stop: () => Promise<void>
}

async function openPlane(): Promise<Plane> {
  const files = await makeDatabase()
  const settings = { reservedNames: [], secretKeys: undefined, adminEmail: 'a@b', keylessAllowed: true }
  const api = createApi({ database: files.database, log: quietLog, clock: systemClock, settings })
  const listening: Listening = await serve({ fetch: api.fetch, host: '127.0.0.1', port: 0, clock: systemClock })
  const terminal = { environment: { STOREPLANE_URL: listening.url }, directory: files.folder }
  return {
    files,
    storeplane: (...words) => run(words, terminal),
    stop: async () => {
      await listening.stop({ withinMs: 1_000 })
      files.remove()
    },
  }
}

let plane: Plane
beforeAll(async () => {
  plane = await openPlane()
  await beat(plane.files.database, 'one')
})
afterAll(() => plane.stop())

const storeplane = (...words: string[]) => plane.storeplane(...words)
const create = async () => (await storeplane('create', uniqueName(), '--engine', 'woocommerce')).printed.trim()
const json = async (...words: string[]) => JSON.parse((await storeplane(...words, '--json')).printed)
const openOf = async (id: string): Promise<string> => (await json('show', id)).operation.id

describe('operations', () => {
  test('lists what was done to a store, newest first, as a table and as JSON', async () => {
    const id = await create()
    await makeFailed(plane.files.database, id)
    await moveStore(plane.files.database, id, 'PROVISIONING')
    const { code, printed } = await storeplane('operations', id)
    expect(code).toBe(0)
    const [titles, ...rows] = printed.trimEnd().split('\n')
    expect(titles).toMatch(/^ID +KIND +STATE +STEP +ASKED AT +ENDED AT +BY +DETAIL$/)
    expect(rows[0]).toMatch(/^op_\S+ +retry +queued +queued +\S+Z +- +local:default +Queued/)
    expect(rows[1]).toMatch(/^op_\S+ +create +failed +web +\S+Z +\S+Z +local:default +Pods not ready: web$/)
    const { operations } = await json('operations', id)
    expect(operations.map(({ kind }: { kind: string }) => kind)).toEqual(['retry', 'create'])
  })

  test('of no store ends with 1', async () => {
    expect(await storeplane('operations', 'nope')).toMatchObject({
      code: 1,
      noted: expect.stringContaining('[not_found]'),
    })
  })
})

describe('operation', () => {
  test('shows one operation, which show names', async () => {
    const id = await create()
    const op = await openOf(id)
    expect((await storeplane('show', id)).printed).toContain(`operation  create ${op}\n`)
    const { code, printed } = await storeplane('operation', op)
    expect(code).toBe(0)
    for (const line of [/^id +op_/m, new RegExp(`^store +${id}$`, 'm'), /^kind +create$/m, /^state +queued$/m])
      expect(printed).toMatch(line)
    expect(await json('operation', op)).toMatchObject({ id: op, store_id: id })
  })

  test.each([
    ['succeeded', 0],
    ['failed', 1],
  ])('--wait says what it waits for, and ends with the operation %s and code %d', async (state, code) => {
    const id = await create()
    const op = await openOf(id)
    const running = storeplane('operation', op, '--wait')
    await setRow(plane.files.database, id, { step: 'database', operation: { state: 'running', message: 'soon' } })
    await (state === 'succeeded' ? makeReady : makeFailed)(plane.files.database, id)
    const ran = await running
    expect(ran.code).toBe(code)
    expect(ran.printed).toMatch(new RegExp(`^state +${state}$`, 'm'))
    // All steps of what has succeeded have ended; what failed did so at one of them.
    expect(ran.printed).toMatch(new RegExp(`^step +${state === 'succeeded' ? 'url' : 'web'}$`, 'm'))
  })

  test('--timeout ends the wait with 1 and says that the operation goes on', async () => {
    const op = await openOf(await create())
    const ran = await storeplane('operation', op, '--wait', '--timeout', '0.1')
    expect(ran).toMatchObject({
      code: 1,
      printed: '',
      noted: expect.stringContaining(`${op} is still queued after 0.1 s`),
    })
  })
})

test('cancel ends a creation, and is refused for what has ended', async () => {
  const id = await create()
  const op = await openOf(id)
  const { code, printed } = await storeplane('cancel', op)
  expect(code).toBe(0)
  expect(printed).toMatch(/^state +cancelled$/m)
  expect(await json('show', id)).toMatchObject({ status: 'FAILED', failure_code: 'cancelled' })
  const ready = await create()
  const ended = await openOf(ready)
  await makeReady(plane.files.database, ready)
  expect(await storeplane('cancel', ended)).toMatchObject({
    code: 1,
    noted: expect.stringContaining('[not_cancellable]'),
  })
})

describe('create --wait', () => {
  test('says how many stores are ahead, and then each step with what it waits for', async () => {
    await create()
    const name = uniqueName()
    const running = storeplane('create', name, '--engine', 'woocommerce', '--wait')
    const id = await eventually(async () => {
      const { stores } = await json('list', '--q', name)
      return stores[0]?.id as string | undefined
    })
    await eventually(async () => (await json('show', id)).progress.position > 0)
    await setRow(plane.files.database, id, { step: 'web', operation: { state: 'running', message: 'Pulling' } })
    await eventually(async () => (await json('show', id)).progress.step === 'web')
    await makeReady(plane.files.database, id)
    const { code, noted } = await running
    expect(code).toBe(0)
    expect(noted).toMatch(/^PROVISIONING Queued, \d+ ahead\n/)
    expect(noted).not.toContain('Warning')
  })

  test('warns once when no poller is running, as delete does', async () => {
    const own = await openPlane()
    const ran = await own.storeplane('create', 'alone', '--engine', 'woocommerce', '--wait', '--timeout', '2.5')
    expect(ran.code).toBe(1)
    expect(ran.noted.match(/Warning: no poller is running/g)).toHaveLength(1)
    expect(ran.noted).toContain('PROVISIONING No poller is running\n')
    expect(ran.noted).toMatch(/is still PROVISIONING after 2\.5 s\nalone-\w{6} waits for a poller; storeplane show/)
    const deleted = await own.storeplane('delete', 'alone')
    expect(deleted.noted).toMatch(/^alone-\w{6} is being deleted[^\n]*\nWarning: no poller is running/)
    await own.stop()
  })
})
