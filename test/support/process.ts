// The built programs as real processes, with their output kept and a sure end.
import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { eventually } from './eventually.ts'

export type Program = {
  child: ChildProcess
  pid: number
  /** Everything it has printed so far, both streams. */
  output(): string
  /** Its exit code, or the signal that ended it. */
  ended: Promise<number | NodeJS.Signals>
  /** SIGTERM, and SIGKILL when that is not heard within 15 s. */
  stop(): Promise<number | NodeJS.Signals>
  kill(signal: NodeJS.Signals): void
}

export const root = join(import.meta.dirname, '../..')
const maxOutputCharacters = 1_000_000

type Surroundings = { cwd: string; env: Record<string, string> }

/** `args[0]` is a file that Node runs. */
export function startNode(args: string[], surroundings: Surroundings): Program {
  return startCommand(process.execPath, args, surroundings)
}

export function startCommand(command: string, args: string[], { cwd, env }: Surroundings): Program {
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  const collect = (part: Buffer) => {
    output += part.toString()
    // Cut seldom: each cut copies the whole text.
    if (output.length > 2 * maxOutputCharacters) output = output.slice(-maxOutputCharacters)
  }
  child.stdout?.on('data', collect)
  child.stderr?.on('data', collect)
  const ended = new Promise<number | NodeJS.Signals>((resolve) => {
    child.once('close', (code, signal) => resolve(code ?? signal ?? 'SIGKILL'))
  })
  return {
    child,
    pid: child.pid ?? 0,
    output: () => output.slice(-maxOutputCharacters),
    ended,
    stop: async () => {
      child.kill('SIGTERM')
      const killer = setTimeout(() => child.kill('SIGKILL'), 15_000)
      const end = await ended
      clearTimeout(killer)
      return end
    },
    kill: (signal) => void child.kill(signal),
  }
}

/** `built` is the folder that the programs were built into. */
export function startProgram(
  name: string,
  args: string[],
  { built = join(root, 'dist'), ...surroundings }: Surroundings & { built?: string | undefined },
): Program {
  return startNode([join(built, `${name}.mjs`), ...args], surroundings)
}

/** The first value that `pattern` captures in what the program prints. Beside other work a start may take its time. */
export function printed(program: Program, pattern: RegExp, deadlineMs = 60_000): Promise<string> {
  const look = () => {
    if (program.child.exitCode !== null) throw new Error(`it ended with ${program.child.exitCode}: ${program.output()}`)
    return pattern.exec(program.output())?.[1]
  }
  return eventually(look, { deadlineMs, what: `${pattern} in the output` })
}
