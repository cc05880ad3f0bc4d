// Random interleavings of everything that may happen to leased stores, on a real database, against a model in memory.
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { claim, resume } from '../../../poller/leases/index.ts'
import { knownKinds } from '../../../poller/operations/index.ts'
import type { Database } from '../../../shared/database/database.ts'
import { createStore, isLegal, listEvents, localCaller, type Status } from '../../../shared/stores/index.ts'
import { clearStores } from '../../support/clear-stores.ts'
import { makeDatabase, type TestDatabase } from '../../support/database.ts'
import { onServer } from '../../support/database-kind.ts'
import { setRow } from '../../support/place-store.ts'
import { served } from '../ticking.ts'
import { type Concrete, concretize, type Turn, turn } from './interleavings/commands.ts'
import { type Answer, apply, claimed, newStore, type StoreModel } from './interleavings/model.ts'
import { asRead, type HeldLease, perform, readModel, type Subject } from './interleavings/world.ts'

let db: TestDatabase
let another: Database
beforeAll(async () => {
  db = await makeDatabase()
  another = db.another()
})
afterAll(() => db.remove())

/** The last is of a version that does not know how to try again. */
const holders = [
  { holder: 'a', kinds: knownKinds },
  { holder: 'b', kinds: knownKinds },
  { holder: 'c', kinds: ['create', 'delete'] },
] as const

type World = { subjects: Subject[]; held: HeldLease[]; accepted: string[]; serial: number }

test('one open operation, one valid lease, no write of a holder whose operation is over, and a legal history', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(turn, { minLength: 10, maxLength: 60, size: 'max' }), async (turns) => {
      await clearStores(db.database)
      const world: World = { subjects: [], held: [], accepted: [], serial: 0 }
      for (let stores = 0; stores < 2; stores++) await create(world)
      for (const one of turns) {
        await take(one, world)
        for (const subject of world.subjects) expect(await readModel(db.database, subject)).toEqual(asRead(subject))
        await expectInvariants()
      }
      await expectOnlyAcceptedWrites(world)
      for (const { id } of world.subjects) await expectLegalHistory(id)
      await expectAllClaimable(world)
    }),
    // On a server each step is a round trip, and there are thousands.
    { numRuns: onServer ? 12 : 60, seed: 20261124, endOnFailure: true },
  )
}, 180_000)

async function take(one: Turn, world: World): Promise<void> {
  switch (one.turn) {
    case 'create':
      return create(world)
    case 'claim':
      return claimAll(holders[one.who % holders.length] ?? holders[0], world)
    case 'forget':
      world.held = world.held.filter(({ holder }) => holder !== holders[one.who]?.holder)
      return
    case 'resume':
      return resumeAll(holders[one.who]?.holder ?? '', world)
    case 'one':
      return doOne(one, world)
    case 'both':
      return doBoth(one, world)
  }
}

async function create(world: World): Promise<void> {
  const { subjects } = world
  if (subjects.length > 3) return
  const name = `s-${++world.serial}`
  const wanted = { name, engine: 'medusa', caller: localCaller, requestId: null } as const
  const { id, operation } = await createStore(db.database, wanted)
  subjects.push({ id, model: newStore, operations: [operation?.id ?? ''] })
}

const everySlot = { helm_install: 9, helm_remove: 9, check: 9 }

async function claimAll({ holder, kinds }: { holder: string; kinds: readonly string[] }, world: World): Promise<void> {
  const got = await claim(db.database, { holder, ttlMs: 600_000, free: everySlot, served: { ...served, kinds } })
  const wanted = world.subjects.flatMap((subject) => {
    const model = claimed(subject.model, holder, kinds)
    return model ? [{ subject, model }] : []
  })
  expect(got.map(({ id }) => id).sort()).toEqual(wanted.map(({ subject }) => subject.id).sort())
  for (const { subject, model } of wanted) {
    subject.model = model
    const store = got.find(({ id }) => id === subject.id)
    if (store && model.operation && model.lease)
      world.held.push({ holder, token: model.lease.token, n: model.operation.n, kind: model.operation.kind, store })
  }
}

async function resumeAll(holder: string, { subjects }: World): Promise<void> {
  await resume(db.database, { holder, outageMs: 1_000 })
  for (const subject of subjects) {
    if (subject.model.lease?.holder === holder) subject.model = { ...subject.model, lease: null }
  }
}

const heldOf = ({ id }: Subject, { held }: World) => held.filter(({ store }) => store.id === id)

async function doOne({ which, spec }: Turn & { turn: 'one' }, world: World): Promise<void> {
  const subject = world.subjects[which]
  const command = subject && concretize(spec, subject, heldOf(subject, world))
  if (!subject || !command) return
  const [model, answer] = apply(subject.model, command)
  expect([command.do, await perform(db.database, subject, command)]).toEqual([command.do, answer])
  subject.model = model
  remember([command], [answer], world)
}

/** Whichever was first: answers and rows are those of one of the two orders. */
async function doBoth({ which, specs }: Turn & { turn: 'both' }, world: World): Promise<void> {
  const subject = world.subjects[which]
  const commands = subject && specs.map((spec) => concretize(spec, subject, heldOf(subject, world)))
  const [first, second] = commands ?? []
  if (!subject || !first || !second) return
  const answers = await Promise.all([perform(db.database, subject, first), perform(another, subject, second)])
  const seen = await readModel(db.database, subject)
  const possible = orders(subject.model, first, second)
  const model = possible.find(
    (order) => isSame(order.answers, answers) && isSame(asRead({ ...subject, model: order.model }), seen),
  )?.model
  expect(model, `${first.do} and ${second.do} at once: ${JSON.stringify({ answers, seen, possible })}`).toBeDefined()
  if (model === undefined) return
  subject.model = model
  remember([first, second], answers, world)
}

function orders(model: StoreModel, first: Concrete, second: Concrete) {
  const [afterFirst, a] = apply(model, first)
  const [afterBoth, b] = apply(afterFirst, second)
  const [afterSecond, d] = apply(model, second)
  const [theOtherWay, c] = apply(afterSecond, first)
  return [
    { model: afterBoth, answers: [a, b] },
    { model: theOtherWay, answers: [c, d] },
  ]
}

function isSame(a: unknown, b: unknown): boolean {
  const sorted = (_: string, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([left], [right]) => left.localeCompare(right)))
      : value
  return JSON.stringify(a, sorted) === JSON.stringify(b, sorted)
}

function remember(commands: Concrete[], answers: Answer[], { accepted }: World): void {
  commands.forEach((command, index) => {
    if ('note' in command && answers[index] === 'written') accepted.push(command.note)
  })
}

/** What holds of the rows whatever the model says. */
async function expectInvariants(): Promise<void> {
  const broken = await db.database.query(`
    SELECT stores.id FROM stores
    LEFT JOIN operations AS open ON open.store_id = stores.id AND open.finished_at IS NULL
    GROUP BY stores.id
    HAVING count(open.id) > 1 OR stores.operation_id IS NOT max(open.id)
      OR (stores.status IN ('PROVISIONING', 'DELETING')) <> (count(open.id) = 1)
      OR (stores.status = 'DELETING') <> coalesce(max(open.kind) = 'delete', FALSE)`)
  expect(broken).toEqual([])
}

async function expectOnlyAcceptedWrites({ accepted }: World): Promise<void> {
  const notes = await db.database.query<{ message: string }>(`SELECT message FROM events WHERE kind = 'note'`)
  expect(notes.map(({ message }) => message).sort()).toEqual([...accepted].sort())
}

async function expectAllClaimable({ subjects }: World): Promise<void> {
  for (const { id, model } of subjects)
    if (model.lease) await setRow(db.database, id, { store: { lease_expires_at: 1 } })
  const got = await claim(db.database, { holder: 'last', ttlMs: 600_000, free: everySlot, served })
  const open = subjects.filter(({ model }) => model.operation !== null)
  expect(got.map(({ id }) => id).sort()).toEqual(open.map(({ id }) => id).sort())
}

async function expectLegalHistory(storeId: string): Promise<void> {
  const events = await listEvents(db.database, { caller: localCaller, storeId, after: 0, limit: 1_000 })
  const path = events.filter(({ kind }) => kind === 'transition')
  expect(path[0]).toMatchObject({ from: null, to: 'PROVISIONING' })
  path.slice(1).forEach(({ from, to }, index) => {
    expect(from).toBe(path[index]?.to)
    expect(isLegal(from as Status, to as Status)).toBe(true)
  })
}
