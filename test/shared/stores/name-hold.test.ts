// NAME_HOLD_SECONDS: for a while after a deletion the name is for its former owner, so that nobody inherits cookies and links.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { now } from '../../../shared/database/now.ts'
import { createStore } from '../../../shared/stores/index.ts'
import { makeApi, makeKey } from '../../functions/api.ts'
import { makeDatabase, type TestDatabase } from '../../support/database.ts'
import { moveStore, ownerOf } from '../../support/place-store.ts'

let files: TestDatabase
let serial = 0
beforeAll(async () => {
  files = await makeDatabase()
})
afterAll(() => files.remove())

const [anna, bert] = [ownerOf('anna'), ownerOf('bert')]
const hourMs = 3_600_000
const newName = () => `held-${++serial}`
const create = (name: string, caller = anna, nameHoldMs?: number, database = files.database) =>
  createStore(database, {
    name,
    engine: 'medusa',
    caller,
    requestId: null,
    ...(nameHoldMs === undefined ? {} : { nameHoldMs }),
  })
const createAndDelete = async (name: string, caller = anna) => {
  const { id } = await create(name, caller)
  await moveStore(files.database, id, 'DELETED')
  return id
}
/** As if it had been deleted so much earlier. */
const age = (id: string, ms: number) =>
  files.database.write([{ sql: `UPDATE stores SET deleted_at = ${now} - ? WHERE id = ?`, args: [ms, id] }])
const refused = {
  code: 'name_taken',
  message: expect.stringMatching(/deleted not long ago.*former owner.*choose another/),
  errors: [{ pointer: '/name', rule: 'held' }],
  details: {},
}

test('a deleted name is at once free for everybody unless it is held', async () => {
  for (const hold of [undefined, 0]) {
    const name = newName()
    await createAndDelete(name)
    expect((await create(name, bert, hold)).owner).toBe('bert')
  }
})

test('one that is held is free for its former owner at once, and for others when its time is over', async () => {
  const [first, second] = [newName(), newName()]
  const id = await createAndDelete(first)
  await createAndDelete(second)
  await expect(create(first, bert, hourMs)).rejects.toMatchObject(refused)
  await age(id, hourMs - 5_000)
  await expect(create(first, bert, hourMs)).rejects.toMatchObject(refused)
  await age(id, hourMs + 1)
  expect((await create(first, bert, hourMs)).owner).toBe('bert')
  expect((await create(second, anna, hourMs)).owner).toBe('anna')
})

test('it is held for whoever had it last', async () => {
  const name = newName()
  await age(await createAndDelete(name), 1_000)
  await createAndDelete(name, bert)
  await expect(create(name, anna, hourMs)).rejects.toMatchObject(refused)
  expect((await create(name, bert, hourMs)).owner).toBe('bert')
})

test('a deletion further ahead than the hold comes from another clock, and holds nothing', async () => {
  const name = newName()
  const id = await createAndDelete(name)
  await age(id, -hourMs / 2)
  await expect(create(name, bert, hourMs)).rejects.toMatchObject(refused)
  await age(id, -2 * hourMs)
  expect((await create(name, bert, hourMs)).owner).toBe('bert')
})

test('however many others ask while it is deleted, none gets it; its former owner does', async () => {
  const name = newName()
  const { id } = await create(name)
  await moveStore(files.database, id, 'DELETING')
  const others = () =>
    Array.from({ length: 20 }, (_, n) =>
      create(name, ownerOf(`other-${n}`), hourMs, n % 2 ? undefined : files.another()),
    )
  const asked = [...others(), moveStore(files.database, id, 'DELETED'), ...others()]
  const made = (await Promise.allSettled(asked)).filter(({ status }) => status === 'fulfilled')
  expect(made).toHaveLength(1)
  const again = await Promise.allSettled([...others(), create(name, anna, hourMs), ...others()])
  expect(again.flatMap((one) => (one.status === 'fulfilled' ? [one.value.owner] : []))).toEqual(['anna'])
})

test('the API holds names as it is configured, and says no more of the former owner than that there is one', async () => {
  const own = await makeDatabase()
  const api = makeApi(own.database, { nameHoldMs: hourMs })
  const keys = [await makeKey(own.database), await makeKey(own.database, { owner: 'bert' })]
  const ask = (n: number) => api.post('held-shop', keys[n]?.headers)
  const { id } = (await ask(0)).body
  await moveStore(own.database, id, 'DELETED')
  const { status, body } = await ask(1)
  expect([status, body.code, body.errors[0].rule]).toEqual([409, 'name_taken', 'held'])
  expect(JSON.stringify(body)).not.toMatch(/anna|held-shop-/)
  expect((await ask(0)).status).toBe(202)
  own.remove()
})
