// Runs a whole process and takes its measure from outside: processor time and wall time by the shell that waits for it, and
// from inside its peak of memory, in a run of its own.
import { spawn } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../support/process.ts'

export type Timed = { cpuMs: number; wallMs: number }
export type Command = { args: string[]; cwd: string; env: Record<string, string> }

/** `args` are Node's. Rejects when it does not end with 0. */
export async function runTimed({ args, cwd, env }: Command): Promise<Timed> {
  const script = 'TIMEFORMAT="%U %S %R"; time "$@" >/dev/null 2>&1'
  const told = await run('bash', ['-c', script, 'bash', process.execPath, ...args], { cwd, env })
  const [user = 0, system = 0, real = 0] = told
    .trim()
    .split(/\s+/)
    .map((seconds) => Number(seconds.replace(',', '.')))
  return { cpuMs: (user + system) * 1_000, wallMs: real * 1_000 }
}

const megabyte = 1e6

/** VmHWM at its exit, in MB: unlike getrusage's peak it holds nothing of the process that started it. */
export async function peakMemoryMb({ args, cwd, env }: Command): Promise<number> {
  const file = join(cwd, 'peak-memory')
  const recorder = join(root, 'test/bench/programs/record-peak-memory.cjs')
  await run(process.execPath, ['--require', recorder, ...args], { cwd, env: { ...env, PEAK_MEMORY_FILE: file } })
  const kilobytes = Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(file, 'utf8'))?.[1])
  rmSync(file)
  return (kilobytes * 1024) / megabyte
}

const longestMs = 30_000
const maxOutputCharacters = 10_000

/** Resolves with its standard error. */
function run(command: string, args: string[], { cwd, env }: Omit<Command, 'args'>): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'ignore', 'pipe'], timeout: longestMs })
    let output = ''
    child.stderr.on('data', (part: Buffer) => {
      output = (output + part).slice(-maxOutputCharacters)
    })
    child.once('error', reject)
    child.once('close', (code) =>
      code === 0 ? resolve(output) : reject(new Error(`${args.at(-1)} ended with ${code}: ${output.slice(-300)}`)),
    )
  })
}
