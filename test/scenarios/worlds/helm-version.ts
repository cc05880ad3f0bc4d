// Which Helm a run had.
import { execFileSync } from 'node:child_process'
import { findHelm } from '../../../tools/fetch-tool.ts'

export function helmVersion(binary = process.env['STOREPLANE_TEST_HELM'] ?? findHelm()): string {
  return execFileSync(binary, ['version', '--short'], { encoding: 'utf8' })
    .trim()
    .replace(/\+g\w+$/, '')
}
