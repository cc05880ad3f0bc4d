// Runs Helm and kubectl against a sandbox, as a user would.
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Sandbox } from '../../../sandbox/start.ts'
import { fetchTool, onPath } from '../../../tools/fetch-tool.ts'

interface Outcome {
  code: number
  stdout: string
  stderr: string
}

export interface Tools {
  helm(...args: string[]): Promise<Outcome>
  kubectl(...args: string[]): Promise<Outcome>
  close(): void
}

/** Both tools keep their discovery cache in a home of this test's own. */
export function toolsFor(sandbox: Sandbox): Tools {
  const home = mkdtempSync(join(tmpdir(), 'sandbox-home-'))
  const env = { HOME: home, PATH: process.env['PATH'] ?? '', KUBECONFIG: sandbox.kubeconfigPath }
  const helm = process.env['STOREPLANE_TEST_HELM'] ?? 'helm'
  return {
    helm: (...args) => run(helm, args, env),
    kubectl: (...args) => run(onPath('kubectl', env.PATH) ?? fetchTool('kubectl'), args, env),
    close: () => rmSync(home, { recursive: true, force: true }),
  }
}

function run(command: string, args: string[], env: Record<string, string>): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(command, args, { env, timeout: 20_000 }, (error, stdout, stderr) => {
      resolve({ code: error ? (typeof error.code === 'number' ? error.code : 1) : 0, stdout, stderr })
    })
  })
}
