// Runs commands as an operator types them, in a folder with the charts, with this cluster and the Helm of the tests.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { root } from '../../support/process.ts'

export type Ran = { status: number | null; output: string }
export type Shell = {
  folder: string
  /** Bash, stopped by the first command that fails. */
  run(script: string, environment?: Record<string, string>): Ran
  /** Its output. Throws when it fails. */
  must(script: string, environment?: Record<string, string>): string
  remove(): void
}

const longestMs = 140_000

export function openShell(): Shell {
  const folder = mkdtempSync(join(process.env['STOREPLANE_TEST_FOLDER'] ?? '', 'shell-'))
  symlinkSync(join(root, 'helm'), join(folder, 'helm'))
  const env = {
    PATH: [dirname(process.env['STOREPLANE_TEST_HELM'] ?? ''), process.env['PATH'] ?? ''].join(delimiter),
    HOME: folder,
    KUBECONFIG: process.env['KUBECONFIG'] ?? '',
  }
  const run: Shell['run'] = (script, more = {}) => {
    const options = { cwd: folder, env: { ...env, ...more }, encoding: 'utf8', timeout: longestMs } as const
    const { status, stdout, stderr, error } = spawnSync('bash', ['-euo', 'pipefail', '-c', script], options)
    if (error) throw error
    return { status, output: stdout + stderr }
  }
  return {
    folder,
    run,
    must: (script, more) => {
      const { status, output } = run(script, more)
      if (status !== 0) throw new Error(`${script}\nended with ${status}: ${output}`)
      return output
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
