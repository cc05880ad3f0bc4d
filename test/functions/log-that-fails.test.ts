// Functions and poller whose log takes no lines: a full disk, a reader that stalls, one that has gone.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { closeSync, constants, mkdtempSync, openSync, readSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { kubeconfigFor } from '../shared/kubernetes/api-server.ts'
import { eventually } from '../support/eventually.ts'
import { freePort } from '../support/free-port.ts'
import { root } from '../support/process.ts'
import { baseEnvironment, databaseOf } from '../support/stack.ts'

const cleanups: (() => void)[] = []
afterEach(() => {
  for (const cleanup of cleanups.splice(0).reverse()) cleanup()
})

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'storeplane-log-'))
  cleanups.push(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** `log` is the descriptor that the program gets as standard error. */
async function startFunctions(folder: string, log: number | 'pipe'): Promise<{ child: ChildProcess; url: string }> {
  const port = await freePort()
  const env = { ...baseEnvironment(folder), PORT: String(port) }
  const child = spawn(process.execPath, [join(root, 'dist/functions.mjs')], {
    cwd: folder,
    env,
    stdio: ['ignore', 'ignore', log],
  })
  cleanups.push(() => child.kill('SIGKILL'))
  const url = `http://127.0.0.1:${port}`
  await eventually(async () => (await fetch(`${url}/health`)).ok, { what: 'functions that serve' })
  return { child, url }
}

async function expectService(url: string, name: string): Promise<void> {
  const body = JSON.stringify({ name, engine: 'woocommerce' })
  const answer = await fetch(`${url}/api/v1/stores`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json' },
  })
  expect(answer.status).toBe(202)
  expect((await fetch(`${url}/health/live`)).status).toBe(200)
}

function end(child: ChildProcess): Promise<number | null> {
  const code = new Promise<number | null>((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  return code
}

test('functions whose log is full from the start serve, and end at SIGTERM', async () => {
  const full = openSync('/dev/full', 'w')
  cleanups.push(() => closeSync(full))
  const { child, url } = await startFunctions(makeFolder(), full)
  await expectService(url, 'full')
  expect(await end(child)).toBe(0)
})

test('functions whose log is read by nobody any more serve on, say what was dropped once somebody reads, and end at SIGTERM', async () => {
  const folder = makeFolder()
  const fifo = join(folder, 'log')
  expect(spawnSync('mkfifo', [fifo]).status).toBe(0)
  // Both ends, so that it neither waits for a reader nor breaks; nothing is read until the end.
  const pipe = openSync(fifo, constants.O_RDWR | constants.O_NONBLOCK)
  cleanups.push(() => closeSync(pipe))
  const blocking = openSync(fifo, constants.O_WRONLY)
  cleanups.push(() => closeSync(blocking))
  const { child, url } = await startFunctions(folder, blocking)
  // A line has about 200 bytes, and the pipe room for 64 KiB.
  for (let n = 0; n < 600; n++) await fetch(`${url}/health/live`)
  await expectService(url, 'stalled')
  const buffer = Buffer.alloc(1_048_576)
  readSync(pipe, buffer)
  await fetch(`${url}/health/live`)
  const lines = await eventually(() => {
    const read = readSync(pipe, buffer)
    return buffer.subarray(0, read).toString()
  })
  expect(lines).toMatch(/"dropped":\d+,"msg":"log\.resumed"/)
  expect(await end(child)).toBe(0)
})

test('functions whose log goes to a socket that nobody reads serve on, and end at SIGTERM', async () => {
  // What Node calls a pipe is a pair of sockets, with room for some 200 KiB.
  const { child, url } = await startFunctions(makeFolder(), 'pipe')
  for (let n = 0; n < 1_500; n++) await fetch(`${url}/health/live`)
  await expectService(url, 'stalled')
  expect(await end(child)).toBe(0)
})

test('a tick whose log is full beats as every other, and ends with 0 where nothing is due', async () => {
  const folder = makeFolder()
  const full = openSync('/dev/full', 'w')
  cleanups.push(() => closeSync(full))
  const env = { ...baseEnvironment(folder), KUBECONFIG: join(folder, 'kubeconfig') }
  // With nothing to do no cluster is asked.
  writeFileSync(env.KUBECONFIG, JSON.stringify(kubeconfigFor({ server: 'http://127.0.0.1:1' })))
  const program = join(root, 'dist/poller.mjs')
  const { status } = spawnSync(process.execPath, [program], { cwd: folder, env, stdio: ['ignore', 'ignore', full] })
  expect(status).toBe(0)
  const database = await databaseOf(env, folder)
  cleanups.push(() => database.close())
  expect(await database.query('SELECT COUNT(*) AS pollers FROM pollers')).toEqual([{ pollers: 1 }])
})
