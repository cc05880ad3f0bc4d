// The life of a store and what killed pollers leave, as `npm test` has them, with the oldest and the newest supported Helm.
import { delimiter, dirname } from 'node:path'
import { expect, test } from 'vitest'
import { fetchTool } from '../../tools/fetch-tool.ts'
import { runVitest } from './run-vitest.ts'

const files = ['test/e2e/life.test.ts', 'test/e2e/crash.test.ts', 'test/chart/lint.test.ts']

test.each(['helm-3.10', 'helm-4.1'] as const)(
  'with %s stores live, are recovered and deleted as with the one of every day',
  async (tool) => {
    const path = [dirname(fetchTool(tool)), process.env['PATH'] ?? ''].join(delimiter)
    const { code, output } = await runVitest(files, { ...process.env, PATH: path })
    expect(code, output.slice(-4_000)).toBe(0)
    expect(output).toMatch(/Tests .*passed/)
  },
  300_000,
)
