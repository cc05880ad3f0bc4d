// Runs once around all tests on a real cluster: refuses one that is not free to be tested on, and leaves nothing behind.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findHelm } from '../../tools/fetch-tool.ts'
import { isRunning } from '../shared/helm/fixtures/processes.ts'
import { openKubeApi } from '../support/kube-api.ts'
import { root } from '../support/process.ts'
import { installationsFile, openTestCluster, removeNamespaces, runLabel } from './cluster.ts'

const folderPrefix = 'storeplane-cluster-'
const howToBringOneUp =
  'KUBECONFIG is not set; with CLUSTER the path of the `cluster` script, run `CLUSTER up`, ' +
  '`test/cluster/images/make.sh CLUSTER`, `test/cluster/platform/images.sh CLUSTER` and `CLUSTER exec env CLUSTER_TOOL=CLUSTER npm run test:cluster`'

export default async function setup(): Promise<() => Promise<void>> {
  if (!process.env['KUBECONFIG']) throw refusal(howToBringOneUp)
  if (!existsSync(join(root, 'dist/poller.mjs'))) throw refusal('dist/ is missing; run `npm run test:cluster`')
  for (const folder of foldersOfEndedRuns()) await removeLeftBehind(folder)
  await refuseForeignStores()
  const folder = mkdtempSync(join(tmpdir(), `${folderPrefix}${process.pid}-`))
  process.env['STOREPLANE_TEST_HELM'] = findHelm()
  process.env['STOREPLANE_TEST_FOLDER'] = folder
  writeFileSync(installationsFile(folder), '')
  return () => removeLeftBehind(folder)
}

/** Runs that were interrupted: their stores are the tests' own. A run that goes on still has its process. */
function foldersOfEndedRuns(): string[] {
  return readdirSync(tmpdir())
    .filter((name) => name.startsWith(folderPrefix) && !isRunning(Number.parseInt(name.slice(folderPrefix.length), 10)))
    .map((name) => join(tmpdir(), name))
    .filter((folder) => existsSync(installationsFile(folder)))
}

async function refuseForeignStores(): Promise<void> {
  const cluster = openTestCluster()
  const { items } = await cluster.list({ resource: 'namespaces', labelSelector: 'storeplane.dev/store' })
  cluster.close()
  const names = items.map(({ metadata }) => metadata.name).join(', ')
  if (names !== '')
    throw refusal(`there are stores on this cluster that the tests did not make, and nothing was touched: ${names}`)
}

/** What test files made that were ended before their own clean-up. */
async function removeLeftBehind(folder: string): Promise<void> {
  const cluster = openTestCluster()
  const installations = readFileSync(installationsFile(folder), 'utf8').split('\n').filter(Boolean)
  await Promise.all(installations.map((id) => removeNamespaces(cluster, id)))
  cluster.close()
  await removeLabelled(folder)
  rmSync(folder, { recursive: true, force: true })
}

/** What tests make beside stores. */
const besideStores = [
  '/api/v1/namespaces',
  '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings',
  '/apis/flowcontrol.apiserver.k8s.io/v1/flowschemas',
  '/apis/storage.k8s.io/v1/storageclasses',
]

async function removeLabelled(folder: string): Promise<void> {
  const [[key, value] = ['', '']] = Object.entries(runLabel(folder))
  const api = await openKubeApi(process.env['KUBECONFIG'] ?? '')
  for (const path of besideStores) {
    const { text } = await api.ask('GET', `${path}?labelSelector=${encodeURIComponent(`${key}=${value}`)}`)
    const { items } = JSON.parse(text) as { items: { metadata: { name: string } }[] }
    for (const { metadata } of items) await api.ask('DELETE', `${path}/${metadata.name}`)
  }
  api.close()
}

/** Its stack would only say where this file throws it. */
function refusal(sentence: string): Error {
  const error = new Error(`test:cluster: ${sentence}`)
  error.stack = error.message
  return error
}
