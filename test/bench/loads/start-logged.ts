// A program whose output goes to a file, as it does under systemd: nobody is kept busy by reading it.
import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { eventually } from '../../support/eventually.ts'
import { root } from '../../support/process.ts'
import type { Bench } from '../measure.ts'

export type LoggedProgram = {
  child: ChildProcess
  pid: number
  /** SIGKILL, and its end. */
  kill(): Promise<void>
  /** Its exit code, or the signal that ended it. */
  ended: Promise<number | NodeJS.Signals>
  log(): string
  printed(pattern: RegExp, deadlineMs?: number): Promise<string>
}

export type StartOptions = { name: string; args: string[]; env: Record<string, string>; ipc?: boolean }

let started = 0

/** `args` are Node's. It is killed when the measure ends. */
function startLogged({ folder, defer }: Bench, { name, args, env, ipc = false }: StartOptions): LoggedProgram {
  started++
  const file = join(folder, `${name}-${started}.log`)
  const descriptor = openSync(file, 'a', 0o600)
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env,
    stdio: ipc ? ['ignore', descriptor, descriptor, 'ipc'] : ['ignore', descriptor, descriptor],
  })
  closeSync(descriptor)
  const ended = new Promise<number | NodeJS.Signals>((resolve) => {
    child.once('exit', (code, signal) => resolve(code ?? signal ?? 'SIGKILL'))
    child.once('error', () => resolve(127))
  })
  const kill = async () => {
    child.kill('SIGKILL')
    await ended
  }
  defer(kill)
  const log = () => readFileSync(file, 'utf8')
  const printed = (pattern: RegExp, deadlineMs = 15_000) => {
    const look = () => {
      if (child.exitCode !== null) throw new Error(`${name} ended with ${child.exitCode}: ${log().slice(-500)}`)
      return pattern.exec(log())?.[1]
    }
    return eventually(look, { deadlineMs, everyMs: 5, what: `${pattern} in the output of ${name}` })
  }
  return { child, pid: child.pid ?? 0, kill, ended, log, printed }
}

/** One of the bundles of dist/. */
export function startBundle(
  bench: Bench,
  { name, args = [], env }: { name: string; args?: string[]; env: Record<string, string> },
): LoggedProgram {
  return startLogged(bench, {
    name: name.replace('/', '-'),
    args: [join(root, 'dist', `${name}.mjs`), ...args],
    env,
  })
}

/** One of the programs of test/bench/programs. */
export function startSource(
  bench: Bench,
  { name, args, ipc = false, env = {} }: Omit<StartOptions, 'env'> & { env?: Record<string, string> },
): LoggedProgram {
  const file = join(root, 'test/bench/programs', `${name}.ts`)
  return startLogged(bench, {
    name,
    args: ['--import', import.meta.resolve('tsx'), file, ...args],
    env: { PATH: process.env['PATH'] ?? '', ...env },
    ipc,
  })
}
