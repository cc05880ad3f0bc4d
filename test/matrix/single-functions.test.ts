// A store's life through functions that are served apart, each in a process and on a port of its own, and one poller.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { blocksOf } from '../support/doc-blocks.ts'
import { eventually } from '../support/eventually.ts'
import { type Program, printed, root, startNode, startProgram } from '../support/process.ts'
import { baseEnvironment, type Sandbox, startSandbox } from '../support/stack.ts'

// Many processes begin here, and beside other work each may take its time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })

let folder: string
let sandbox: Sandbox
let environment: Record<string, string>
const started: Program[] = []
const urls: Record<string, string> = {}
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'storeplane-apart-'))
  sandbox = await startSandbox(folder, ['--pod-delay', '50'])
  environment = { ...baseEnvironment(folder), ...sandbox.settings, PROVISIONING_POLL_INTERVAL_SECONDS: '0.3' }
})
afterAll(async () => {
  for (const program of started) program.kill('SIGKILL')
  await Promise.all(started.map(({ ended }) => ended))
  await sandbox.program.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** As the document for operators has it, with another function's name in place of its example's. */
const [documented = ''] = blocksOf('docs/install-containers.md', 'sh', 'Functions apart')
const [, file = ''] = /^node (\S+)$/.exec(documented) ?? []

async function serve(name: string): Promise<Program> {
  const program = startNode([join(root, file.replace('get-store', name))], {
    cwd: folder,
    env: { ...environment, PORT: '0' },
  })
  started.push(program)
  urls[name] = await printed(program, /"url":"(http:[^"]+)"/)
  return program
}

async function ask(name: string, path: string, init: RequestInit = {}) {
  const answer = await fetch(`${urls[name]}${path}`, init)
  // biome-ignore lint/suspicious/noExplicitAny: what is expected of it is asserted
  return { status: answer.status, body: JSON.parse(await answer.text()) as any }
}

const endsWith = async (program: Program, signal: NodeJS.Signals) => {
  program.kill(signal)
  return program.ended
}

test('created, watched, listed, told, revealed and deleted, each by a process that knows nothing else; each ends with 0', async () => {
  const names = [
    'create-store',
    'get-store',
    'list-stores',
    'list-store-events',
    'list-store-operations',
    'get-operation',
    'cancel-operation',
    'get-credentials',
    'delete-store',
    'retry-store',
  ]
  const programs = await Promise.all(names.map(serve))
  expect(new Set(Object.values(urls)).size).toBe(names.length)
  const poller = startProgram('poller', ['--watch'], { cwd: folder, env: environment })
  started.push(poller)
  const json = { 'Content-Type': 'application/json' }
  const wanted = { method: 'POST', headers: json, body: '{"name":"apart","engine":"woocommerce"}' }
  const made = await ask('create-store', '/stores', wanted)
  expect(made.status).toBe(202)
  const { id } = made.body
  const until = (status: string) =>
    eventually(async () => (await ask('get-store', `/api/v1/stores/${id}`)).body.status === status, {
      deadlineMs: 60_000,
    })
  await until('READY')
  expect((await ask('list-stores', '/stores')).body.stores).toMatchObject([{ id, status: 'READY' }])
  expect((await ask('retry-store', `/stores/${id}/retry`, { method: 'POST' })).body.code).toBe('not_failed')
  expect((await ask('get-credentials', `/stores/${id}/credentials`)).body.password).toMatch(/^.{32}$/)
  const [creation] = (await ask('list-store-operations', `/stores/${id}/operations`)).body.operations
  expect(creation).toMatchObject({ kind: 'create', state: 'succeeded' })
  expect((await ask('get-operation', `/api/v1/operations/${creation.id}`)).body).toEqual(creation)
  const refused = await ask('cancel-operation', `/api/v1/operations/${creation.id}/cancel`, { method: 'POST' })
  expect(refused.body.code).toBe('not_cancellable')
  const { events } = (await ask('list-store-events', `/stores/${id}/events`)).body
  expect(events.map(({ kind }: { kind: string }) => kind)).toContain('credentials_revealed')
  expect((await ask('delete-store', `/stores/${id}`, { method: 'DELETE' })).status).toBe(202)
  await until('DELETED')
  expect(
    await Promise.all(programs.map((program, index) => endsWith(program, index % 2 ? 'SIGINT' : 'SIGTERM'))),
  ).toEqual(names.map(() => 0))
  expect(await endsWith(poller, 'SIGTERM')).toBe(0)
})

test('a stream of events ends with its process, and says when to come again', async () => {
  const program = await serve('list-events')
  const answer = await fetch(`${urls['list-events']}/api/v1/events`, { headers: { Accept: 'text/event-stream' } })
  expect(answer.status).toBe(200)
  const text = answer.text()
  expect(await endsWith(program, 'SIGTERM')).toBe(0)
  expect(await text).toMatch(/retry: 1000\n\n$/)
})
