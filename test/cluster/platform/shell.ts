// Runs commands as an operator types them, in a folder with the charts, with this cluster and the Helm of the tests.
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { root, startCommand } from '../../support/process.ts'

/** `output` is what both streams brought, the errors last. */
export type Ran = { status: number | NodeJS.Signals; stdout: string; output: string }
export type Shell = {
  folder: string
  /** Bash, stopped by the first command that fails. */
  run(script: string, environment?: Record<string, string>): Promise<Ran>
  /** Its standard output. Rejects when it fails. */
  must(script: string, environment?: Record<string, string>): Promise<string>
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
  const run: Shell['run'] = async (script, more = {}) => {
    const errors = join(folder, 'stderr')
    const args = ['--norc', '-euo', 'pipefail', '-c', `exec 2>'${errors}'\n${script}`]
    const program = startCommand('bash', args, { cwd: folder, env: { ...env, ...more } })
    const end = setTimeout(() => program.kill('SIGKILL'), longestMs)
    const status = await program.ended
    clearTimeout(end)
    const stdout = program.output()
    return { status, stdout, output: stdout + readFileSync(errors, 'utf8') }
  }
  return {
    folder,
    run,
    must: async (script, more) => {
      const { status, stdout, output } = await run(script, more)
      if (status !== 0) throw new Error(`${script}\nended with ${status}: ${output}`)
      return stdout
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
