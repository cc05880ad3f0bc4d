// Runs once before all tests: what they start as processes must be built, and Helm must be there.
import { existsSync } from 'node:fs'
import { findHelm } from '../../tools/fetch-tool.ts'

export default function setup(): void {
  process.env['STOREPLANE_TEST_HELM'] = findHelm()
  if (!existsSync('dist/poller.mjs'))
    console.warn('test: dist/ is missing, which only tests that start programs need; node tools/prepare.mjs builds it')
}
