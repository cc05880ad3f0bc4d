// The processes of a chaos run: one sandbox, two functions and four pollers, each put up again when it was killed.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from '../../shared/database/database.ts'
import { migrate } from '../../shared/database/migrate.ts'
import { startServerOfRun } from '../support/database-kind.ts'
import { eventually } from '../support/eventually.ts'
import { freePort } from '../support/free-port.ts'
import { type Program, startProgram } from '../support/process.ts'
import { baseEnvironment, databaseOf, type Sandbox, startSandbox } from '../support/stack.ts'

/** Short, and yet long enough for one Helm of each poller on a machine that is half as fast. */
export const leaseTtlMs = 8_000

export type World = {
  sandbox: Sandbox
  database: Database
  /** The addresses of the two functions processes, which stay when one is put up again. */
  apiUrls: string[]
  /** SIGKILL, and another in its place; returns the id of the process that was killed. */
  killPoller(which: number): Promise<number>
  killFunctions(which: number): Promise<void>
  /** What the pollers that were not killed ended with, in order. */
  stop(): Promise<(number | NodeJS.Signals)[]>
}

/** Kills of one place come one after the other: two at once would leave a program that nobody knows. */
function placeKeeper() {
  const turns = new Map<string, Promise<unknown>>()
  return (
    programs: Program[],
    which: number,
    replace: (program: Program) => Promise<[number, Program]>,
  ): Promise<number> => {
    const place = `${programs.length}/${which}`
    const turn = (turns.get(place) ?? Promise.resolve()).then(async () => {
      const [killed, fresh] = await replace(programs[which] as Program)
      programs[which] = fresh
      return killed
    })
    turns.set(place, turn)
    return turn
  }
}

export async function openWorld(): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'storeplane-chaos-'))
  const sandbox = await startSandbox(folder, ['--pod-delay', '50', '--latency', '30'])
  const short = {
    LEASE_TTL_SECONDS: String(leaseTtlMs / 1_000),
    HELM_TIMEOUT_SECONDS: '7',
    HELM_STOP_GRACE_SECONDS: '0.5',
    HELM_INSTALL_SLOTS: '1',
    HELM_UNINSTALL_SLOTS: '1',
  }
  const quick = { PROVISIONING_POLL_INTERVAL_SECONDS: '0.5', STORE_CHECK_INTERVAL_SECONDS: '2', LOG_LEVEL: 'warn' }
  const server = await startServerOfRun()
  const env = { ...baseEnvironment(folder), ...sandbox.settings, ...server.settings, ...short, ...quick }
  const database = await databaseOf(env, folder)
  await migrate(database)
  const ports = [await freePort(), await freePort()]
  const startFunctions = (port: number) =>
    startProgram('functions', [], { cwd: folder, env: { ...env, PORT: String(port) } })
  const startPoller = () => startProgram('poller', ['--watch'], { cwd: folder, env })
  const inTurn = placeKeeper()
  const functions = ports.map(startFunctions)
  const pollers = Array.from({ length: 4 }, startPoller)
  const apiUrls = ports.map((port) => `http://127.0.0.1:${port}`)
  await Promise.all(apiUrls.map(answers))
  return {
    sandbox,
    database,
    apiUrls,
    killPoller: (which) => inTurn(pollers, which, async (program) => [await kill(program), startPoller()]),
    killFunctions: async (which) => {
      await inTurn(functions, which, async (program) => [await kill(program), startFunctions(ports[which] as number)])
    },
    stop: async () => {
      const ends = await Promise.all(pollers.map((poller) => poller.stop()))
      await Promise.all([...functions, sandbox.program].map((program) => program.stop()))
      database.close()
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
      return ends
    },
  }
}

async function kill(program: Program): Promise<number> {
  program.kill('SIGKILL')
  await program.ended
  return program.pid
}

function answers(apiUrl: string): Promise<unknown> {
  return eventually(async () => (await fetch(`${apiUrl}/health`)).ok, { deadlineMs: 60_000, what: apiUrl })
}
