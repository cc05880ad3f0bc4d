// A program of an engine as a process: run to its end, or started and stopped.
import { type ChildProcess, spawn } from 'node:child_process'

export type Ended = { code: number | NodeJS.Signals; stdout: string; stderr: string; tookMs: number }
export type Running = { child: ChildProcess; output(): string; ended: Promise<Ended> }
export type Command = { command: string; args: string[]; cwd: string; env: Record<string, string> }

export function start({ command, args, cwd, env }: Command): Running {
  const began = performance.now()
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const texts = { stdout: '', stderr: '' }
  child.stdout.on('data', (part: Buffer) => {
    texts.stdout += part.toString()
  })
  child.stderr.on('data', (part: Buffer) => {
    texts.stderr += part.toString()
  })
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) =>
      resolve({ code: code ?? signal ?? 'SIGKILL', ...texts, tookMs: performance.now() - began }),
    )
  })
  return { child, output: () => texts.stdout + texts.stderr, ended }
}

export const run = (command: Command): Promise<Ended> => start(command).ended
