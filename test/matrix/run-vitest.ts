// Runs test files that `npm test` has, once more, under another environment.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../support/process.ts'

export type Outcome = { code: number | null; output: string }

/** `args` are those of `vitest run`; of the output the last 200,000 characters are kept. */
export function runVitest(args: string[], env: NodeJS.ProcessEnv): Promise<Outcome> {
  const program = join(root, 'node_modules/vitest/vitest.mjs')
  const child = spawn(process.execPath, [program, 'run', ...args], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (part: Buffer) => {
      output = (output + part.toString()).slice(-200_000)
    })
  }
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, output })))
}
