// The three programs of the demo as processes of their own, with their logs in files and a sure end.
import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type Program = { name: string; child: ChildProcess; logFile: string; ended: Promise<number | null> }
export type Programs = {
  folder: string
  start(name: string, args: string[], environment: Record<string, string>): Program
  /** The last lines of every log, for a failure that they explain. */
  logs(lines: number): string
  /** Asks all to end, the newest first, and makes sure of it; then removes the folder. */
  stop(): Promise<void>
}

const graceMs = 8_000
const mostReasonLines = 20

export function openPrograms(distribution: string): Programs {
  const folder = mkdtempSync(join(tmpdir(), 'storeplane-demo-'))
  const running: Program[] = []
  let isStopped = false
  return {
    folder,
    start: (name, args, environment) => {
      if (isStopped) throw new Error('the demo is being stopped')
      const program = start({ name, file: join(distribution, `${name}.mjs`), args, environment, folder })
      running.push(program)
      return program
    },
    logs: (lines) => running.map((program) => `--- ${program.name}\n${tail(program.logFile, lines)}`).join('\n'),
    stop: async () => {
      isStopped = true
      for (const program of running.toReversed()) await end(program)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** In a process group of its own, so that a Ctrl-C reaches it only through us and the ends come in order. */
function start(o: {
  name: string
  file: string
  args: string[]
  environment: Record<string, string>
  folder: string
}): Program {
  const logFile = join(o.folder, `${o.name}.log`)
  const log = openSync(logFile, 'a')
  const child = spawn(process.execPath, [o.file, ...o.args], {
    cwd: o.folder,
    env: o.environment,
    stdio: ['ignore', log, log],
    detached: true,
  })
  closeSync(log)
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  return { name: o.name, child, logFile, ended }
}

async function end({ child, ended }: Program): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  const killer = setTimeout(() => child.kill('SIGKILL'), graceMs)
  await ended
  clearTimeout(killer)
}

/** What a program that ended wrote for people; its log, which is JSON, where it wrote nothing. */
export function reasonOf({ logFile }: Program): string {
  const all = tail(logFile, mostReasonLines)
  const forPeople = all.split('\n').filter((line) => !line.startsWith('{'))
  return forPeople.length > 0 ? forPeople.join('\n') : all
}

/** Without the access log, which is the demo's own asking. */
function tail(file: string, lines: number): string {
  if (!existsSync(file)) return ''
  const all = readFileSync(file, 'utf8').trimEnd().split('\n')
  return all
    .filter((line) => !line.includes('"msg":"request.answered"'))
    .slice(-lines)
    .join('\n')
}
