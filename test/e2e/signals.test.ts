// How every program ends when it is told to: its exit code, for SIGTERM and SIGINT, at the start, idle and at work.
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { eventually } from '../support/eventually.ts'
import { freePort } from '../support/free-port.ts'
import { type Program, printed, startProgram } from '../support/process.ts'
import { baseEnvironment, type Sandbox, startSandbox } from '../support/stack.ts'

// Many processes begin here, and beside other work each may take its time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })

let folder: string
let sandbox: Sandbox
let environment: Record<string, string>
const started: Program[] = []
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'storeplane-signals-'))
  sandbox = await startSandbox(folder, ['--pod-delay', '50'])
  environment = { ...baseEnvironment(folder), ...sandbox.settings, PORT: '0', LIVENESS_FILE: join(folder, 'alive') }
})
afterAll(async () => {
  for (const program of started) program.kill('SIGKILL')
  await Promise.all(started.map(({ ended }) => ended))
  await sandbox.program.stop()
  rmSync(folder, { recursive: true, force: true })
})

function start(name: string, args: string[] = [], more: Record<string, string> = {}): Program {
  const program = startProgram(name, args, { cwd: folder, env: { ...environment, ...more } })
  started.push(program)
  return program
}

describe.each(['SIGTERM', 'SIGINT'] as const)('%s', (signal) => {
  test.each([
    ['functions', [], /(functions\.listening)/],
    ['poller --watch', ['--watch'], /("poller\.started")/],
    ['poller --for 55s', ['--for', '55s'], /("poller\.started")/],
    ['sandbox', ['--port', '0', '--ingress-port', '0'], /(API server)/],
  ] as [string, string[], RegExp][])('ends %s with 0', async (command, args, running) => {
    const [name = ''] = command.split(' ')
    const program = start(name, args)
    await printed(program, running)
    program.kill(signal)
    expect([await program.ended, program.output()]).toEqual([0, program.output()])
  })

  test('ends a storeplane that follows events as it ends any command of a terminal: by the signal itself', async () => {
    const functions = start('functions')
    const url = await printed(functions, /"url":"(http:[^"]+)"/)
    const made = await fetch(`${url}/stores`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ name: `followed-${signal.toLowerCase()}`, engine: 'woocommerce' }),
    })
    const { id } = (await made.json()) as { id: string }
    const following = start('storeplane', ['events', id, '--follow'], { STOREPLANE_URL: url })
    await printed(following, /(transition)/)
    following.kill(signal)
    expect([await following.ended, following.output()]).toEqual([signal, following.output()])
    functions.kill('SIGTERM')
    expect(await functions.ended).toBe(0)
  })
})

test('a watching poller keeps its file fresh, and --alive ends with 0 for it', async () => {
  const poller = start('poller', ['--watch'])
  const alive = async () => start('poller', ['--alive']).ended
  await eventually(async () => (await alive()) === 0, { deadlineMs: 60_000 })
  const first = statSync(environment['LIVENESS_FILE'] ?? '').mtimeMs
  await eventually(() => statSync(environment['LIVENESS_FILE'] ?? '').mtimeMs > first)
  poller.kill('SIGTERM')
  expect(await poller.ended).toBe(0)
})

test.each([
  ['functions', []],
  ['functions/get-store', []],
  ['poller', ['--watch']],
  ['poller', ['--for', '55s']],
] as [string, string[]][])('SIGUSR1 opens no debugger in %s %j, which goes on', async (name, args) => {
  const port = await freePort()
  const program = start(name, args, { NODE_OPTIONS: `--inspect-port=${port}` })
  await goesOn(program, name)
  program.kill('SIGUSR1')
  await goesOn(program, name)
  const asked = fetch(`http://127.0.0.1:${port}/json/version`)
  expect(
    await asked.then(
      () => 'answers',
      (error) => error.cause.code,
    ),
  ).toBe('ECONNREFUSED')
  program.kill('SIGTERM')
  expect(await program.ended).toBe(0)
  expect(program.output()).not.toContain('Debugger')
})

/** Functions answer; a poller says once more that it lives. */
async function goesOn(program: Program, name: string): Promise<void> {
  if (name !== 'poller') {
    const url = await printed(program, /"url":"(http:[^"]+)"/)
    for (let asked = 0; asked < 20; asked++) expect((await fetch(`${url}/health/live`)).status).toBe(200)
    return
  }
  await printed(program, /("poller\.started")/)
  const since = Date.now()
  await eventually(() => statSync(environment['LIVENESS_FILE'] ?? '').mtimeMs > since)
}
