// Does Helm reach the cluster at all, with its own client, its own environment and the kubeconfig's plugins?
import { classifyHelmError } from './classify.ts'
import { helmEnvironment } from './helm-environment.ts'
import { exampleNamespace } from './render-chart.ts'
import { runSupervised } from './supervise.ts'

export type ReachOptions = { binary: string; env: Record<string, string | undefined>; kubeconfig?: string | undefined }

/** A credential plugin's 30 s are part of it. */
const timeoutMs = 40_000
const graceMs = 2_000
const maxOutputBytes = 16_384

/** Helm's own sentence on why it cannot list releases; null where it can. */
export async function findReachProblem({ binary, env, kubeconfig }: ReachOptions): Promise<string | null> {
  const end = await runSupervised({
    command: [binary, 'list', '--namespace', exampleNamespace, '--max', '1'],
    env: helmEnvironment({ ...env, KUBECONFIG: kubeconfig ?? env['KUBECONFIG'] }),
    stdin: '',
    timeoutMs,
    graceMs,
    maxOutputBytes,
  })
  if (end.exitCode === 0 && end.stoppedBy === null) return null
  if (end.stoppedBy !== null) return `it did not answer within ${timeoutMs / 1000} s`
  return end.startError ?? classifyHelmError(end.stderr).message
}
