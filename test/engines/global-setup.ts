// Runs once before the engines' tests: Helm and the Debian packages they need are there, or are installed where that is allowed.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { findHelm } from '../../tools/fetch-tool.ts'

export default function setup(): void {
  process.env['STOREPLANE_TEST_HELM'] = findHelm()
  const { status } = spawnSync('bash', [join(import.meta.dirname, 'packages.sh')], { stdio: ['ignore', 2, 2] })
  if (status === 0) return
  const error = new Error('test:engines: Debian packages are missing; `test/engines/packages.sh` as root installs them')
  error.stack = error.message
  throw error
}
