// The life of a store and what killed pollers leave, as `npm test` has them, with the oldest and the newest supported Helm.
import { spawn } from 'node:child_process'
import { delimiter, dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { fetchTool } from '../../tools/fetch-tool.ts'
import { root } from '../support/process.ts'

const files = ['test/e2e/life.test.ts', 'test/e2e/crash.test.ts', 'test/chart/lint.test.ts']

test.each(['helm-3.10', 'helm-4.1'] as const)(
  'with %s stores live, are recovered and deleted as with the one of every day',
  async (tool) => {
    const path = [dirname(fetchTool(tool)), process.env['PATH'] ?? ''].join(delimiter)
    const { code, output } = await vitest(files, { ...process.env, PATH: path })
    expect(code, output.slice(-4_000)).toBe(0)
    expect(output).toMatch(/Tests .*passed/)
  },
  300_000,
)

function vitest(args: string[], env: NodeJS.ProcessEnv): Promise<{ code: number | null; output: string }> {
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
