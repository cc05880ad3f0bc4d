// Functions and poller of neighbouring releases on one database: each may be upgraded first, while the other goes on.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { released } from '../../shared/database/migrations/released.ts'
import { ask, postStore } from '../e2e/fixtures/functions-process.ts'
import { eventually } from '../support/eventually.ts'
import { type Program, printed, startNode } from '../support/process.ts'
import { type Stack, startStack } from '../support/stack.ts'
import { buildNext } from './fixtures/build-next.ts'

const latest = released.at(-1)?.version ?? 0
const addition = [
  'ALTER TABLE stores ADD COLUMN theme TEXT',
  "UPDATE stores SET theme = 'plain'",
  'CREATE TABLE themes (name TEXT PRIMARY KEY) STRICT',
]

let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'storeplane-next-'))
  await buildNext(folder, { readableFrom: latest, statements: addition })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A stack of today's programs, whose functions have a store READY and have read it in every way. */
async function startToday(): Promise<{ stack: Stack; poller: Program; id: string }> {
  const stack = await startStack()
  onTestFinished(() => stack.stop())
  const poller = stack.startPoller()
  const { id } = await stack.create('of-today')
  await stack.until(id, 'READY')
  await readAll(stack, id)
  return { stack, poller, id }
}

async function readAll({ call }: Stack, id: string): Promise<void> {
  for (const path of [`/stores/${id}`, `/stores/${id}/events`, '/stores', '/events'])
    expect((await call('GET', `/api/v1${path}`)).status).toBe(200)
}

function startNext({ folder: cwd, environment }: Stack, program: string, args: string[] = []): Program {
  const next = startNode(['--', join(folder, `${program}.mjs`), ...args], { cwd, env: { ...environment, PORT: '0' } })
  onTestFinished(async () => void (await next.stop()))
  return next
}

const schemaIs = ({ database }: Stack, version: number) =>
  eventually(
    async () => (await database.query('SELECT MAX(version) AS v FROM schema_versions'))[0]?.['v'] === version,
    { what: `schema ${version}` },
  )

test("the next release's poller works beside today's functions, also those that were running; a schema that they cannot read they refuse", async () => {
  const { stack, poller, id } = await startToday()
  await poller.stop()
  const next = startNext(stack, 'poller', ['--watch'])
  await schemaIs(stack, latest + 1)
  await readAll(stack, id)
  const made = await stack.create('of-tomorrow')
  await stack.until(made.id, 'READY')
  for (const one of [id, made.id]) {
    expect((await stack.call('DELETE', `/api/v1/stores/${one}`)).status).toBe(202)
    await stack.until(one, 'DELETED')
  }
  expect(await stack.call('GET', '/health/ready')).toMatchObject({ status: 200, body: { status: 'ready' } })
  await next.stop()

  await stack.database.write([{ sql: 'INSERT INTO schema_versions VALUES (?, ?, 1)', args: [latest + 2, latest + 2] }])
  expect(await stack.call('GET', '/health/ready')).toMatchObject({
    status: 503,
    body: { reasons: [expect.stringContaining('upgrade the program')] },
  })
  const refused = stack.startPoller()
  expect(await refused.ended).toBe(1)
  expect(refused.output()).toContain(`this program (schema ${latest}) cannot read; upgrade the program`)
})

test("the next release's functions work beside today's poller, both the one that was running and one that starts then", async () => {
  const { stack, poller, id } = await startToday()
  const functions = startNext(stack, 'functions')
  const url = await printed(functions, /"url":"(http:[^"]+)"/)
  await schemaIs(stack, latest + 1)
  const whileRunning = await postStore(url, 'while-running')
  await stack.until(String(whileRunning.body['id']), 'READY')
  await poller.stop()
  stack.startPoller()
  const started = await postStore(url, 'started-then')
  await stack.until(String(started.body['id']), 'READY')
  expect((await ask(url, `/stores/${id}`)).body).toMatchObject({ status: 'READY' })
  await stack.call('DELETE', `/api/v1/stores/${id}`)
  await stack.until(id, 'DELETED')
})
