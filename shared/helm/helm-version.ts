// Asks a Helm binary for its version.
import { execa } from 'execa'
import { helmEnvironment } from './helm-environment.ts'

const versionTimeoutMs = 10_000

/** For example `v3.17.3+ge4da497`. Throws when the binary does not run or takes longer than 10 s. */
export async function helmVersion(binary: string, env: Record<string, string | undefined>): Promise<string> {
  const { stdout } = await execa(binary, ['version', '--short'], {
    env: helmEnvironment(env),
    extendEnv: false,
    stdin: 'ignore',
    timeout: versionTimeoutMs,
    maxBuffer: 4_096,
  })
  return stdout.trim()
}
