// The closed lists in the code and the rows of a new database are one: what the one does not know, the other refuses.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { engineOf, engines } from '../../../shared/engines/index.ts'
import { kindTraits, operationKinds, operationStates, queues } from '../../../shared/operations/index.ts'
import { eventKinds, healthStates, statuses } from '../../../shared/stores/index.ts'
import { transitions } from '../../../shared/stores/state-machine.ts'
import { makeDatabase, type TestDatabase } from '../../support/database.ts'
import { placeStore } from '../../support/place-store.ts'

let files: TestDatabase
beforeAll(async () => {
  files = await makeDatabase()
})
afterAll(() => files.remove())

async function valuesOf(sql: string): Promise<unknown[][]> {
  const rows = await files.database.query<Record<string, unknown>>(sql)
  return rows.map((row) => Object.values(row))
}
const oneByOne = (values: readonly string[]) => values.map((value) => [value]).toSorted()

test.each([
  ['engines', 'engine', engines],
  ['statuses', 'status', statuses],
  ['health_states', 'health', healthStates],
  ['operation_kinds', 'kind', operationKinds],
  ['operation_states', 'state', operationStates],
  ['queues', 'queue', queues],
  ['event_kinds', 'kind', eventKinds],
  ['environments', 'environment', ['production', 'staging']],
  ['expiry_actions', 'expiry_action', ['suspend', 'trash']],
] as const)('%s', async (table, column, values) => {
  expect(await valuesOf(`SELECT ${column} FROM ${table} ORDER BY 1`)).toEqual(oneByOne(values))
})

test('transitions', async () => {
  const legal = statuses.flatMap((from) => transitions[from].map((to) => [from, to]))
  expect(await valuesOf('SELECT from_status, to_status FROM transitions ORDER BY 1, 2')).toEqual(legal.toSorted())
})

test.each(operationKinds)('the steps of %s, in their order', async (kind) => {
  const steps = kindTraits[kind].steps.map(({ name }) => [name])
  expect(await valuesOf(`SELECT step FROM steps WHERE kind = '${kind}' ORDER BY place`)).toEqual(steps)
})

test('the steps that an engine skips are those of parts that it does not have', async () => {
  const partSteps = ['database', 'cache', 'setup', 'web'] as const
  const skipped = engines.flatMap((engine) =>
    partSteps.filter((part) => !engineOf(engine).parts.includes(part)).map((part) => [engine, part]),
  )
  expect(await valuesOf('SELECT engine, step FROM skipped_steps ORDER BY 1, 2')).toEqual(skipped.toSorted())
})

test('a store is in progress in the statuses that an operation brings it to', async () => {
  const during = new Set(operationKinds.map((kind) => kindTraits[kind].during))
  expect(await valuesOf('SELECT status FROM statuses WHERE in_progress ORDER BY 1')).toEqual(oneByOne([...during]))
})

test('an operation is open while it is queued or running', async () => {
  expect(await valuesOf('SELECT state FROM operation_states WHERE is_open ORDER BY 1')).toEqual([
    ['queued'],
    ['running'],
  ])
})

test('the status during an operation can be reached from each that it starts from', () => {
  for (const kind of operationKinds)
    for (const from of kindTraits[kind].from) expect(transitions[from]).toContain(kindTraits[kind].during)
})

describe('a value that is not in its list is refused:', () => {
  test.each([
    ['engine', "UPDATE stores SET engine = 'magento' WHERE id = :id"],
    ['status', "UPDATE stores SET status = 'LOST' WHERE id = :id"],
    ['health', "UPDATE stores SET health = 'fine' WHERE id = :id"],
    ['queue', "UPDATE stores SET queue = 'later' WHERE id = :id"],
    ['environment', "UPDATE stores SET environment = 'test' WHERE id = :id"],
    ['expiry action', "UPDATE stores SET on_expiry = 'explode' WHERE id = :id"],
    ['operation kind', "UPDATE operations SET kind = 'move' WHERE store_id = :id"],
    ['operation state', "UPDATE operations SET state = 'paused' WHERE store_id = :id"],
    ['step', "UPDATE operations SET step = 'coffee' WHERE store_id = :id"],
    ['step of another kind', "UPDATE operations SET step = 'uninstall' WHERE store_id = :id"],
    ['event kind', "UPDATE events SET kind = 'rumour' WHERE store_id = :id"],
    ['status of an event', "UPDATE events SET to_status = 'LOST' WHERE store_id = :id"],
    ['transition', "INSERT INTO transitions VALUES ('READY', 'LOST')"],
    ['step of an unknown kind', "INSERT INTO steps VALUES ('move', 'queued', 10)"],
  ])('%s', async (_, sql) => {
    const { id } = await placeStore(files.database)
    const write = files.database.write([{ sql, args: sql.includes(':id') ? { id } : {} }])
    await expect(write).rejects.toMatchObject({ kind: 'constraint' })
  })
})
