// Runs once around all tests on a real cluster: refuses one that is not free to be tested on, and leaves nothing behind.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findHelm } from '../../tools/fetch-tool.ts'
import { root } from '../support/process.ts'
import { installationsFile, openTestCluster, removeNamespaces } from './cluster.ts'

const howToBringOneUp =
  'KUBECONFIG is not set; with CLUSTER the path of the `cluster` script, run `CLUSTER up`, ' +
  '`test/cluster/images/make.sh CLUSTER` and `CLUSTER exec npm run test:cluster`'

export default async function setup(): Promise<() => Promise<void>> {
  if (!process.env['KUBECONFIG']) throw refusal(howToBringOneUp)
  if (!existsSync(join(root, 'dist/poller.mjs'))) throw refusal('dist/ is missing; run `npm run test:cluster`')
  await refuseForeignStores()
  const folder = mkdtempSync(join(tmpdir(), 'storeplane-cluster-'))
  process.env['STOREPLANE_TEST_HELM'] = findHelm()
  process.env['STOREPLANE_TEST_FOLDER'] = folder
  writeFileSync(installationsFile(folder), '')
  return async () => {
    await removeLeftBehind(folder)
    rmSync(folder, { recursive: true, force: true })
  }
}

async function refuseForeignStores(): Promise<void> {
  const cluster = openTestCluster()
  const { items } = await cluster.list({ resource: 'namespaces', labelSelector: 'storeplane.dev/store' })
  cluster.close()
  const names = items.map(({ metadata }) => metadata.name).join(', ')
  if (names !== '')
    throw refusal(`there are stores on this cluster that the tests did not make, and nothing was touched: ${names}`)
}

/** What a test file made that was ended before its own clean-up. */
async function removeLeftBehind(folder: string): Promise<void> {
  const cluster = openTestCluster()
  const installations = readFileSync(installationsFile(folder), 'utf8').split('\n').filter(Boolean)
  await Promise.all(installations.map((id) => removeNamespaces(cluster, id)))
  cluster.close()
}

/** Its stack would only say where this file throws it. */
function refusal(sentence: string): Error {
  const error = new Error(`test:cluster: ${sentence}`)
  error.stack = error.message
  return error
}
