// The real cluster of KUBECONFIG, a control plane of a test's own on it, and what of a store is there.
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { readInstallationId } from '../../shared/installation.ts'
import { type Cluster, openCluster } from '../../shared/kubernetes/open-cluster.ts'
import { eventually } from '../support/eventually.ts'
import { root } from '../support/process.ts'
import { baseEnvironment, type Plane, startPlane } from '../support/stack.ts'

export type ClusterPlane = Plane & {
  cluster: Cluster
  /** Helm's records of a store's release, such as `sh.helm.release.v1.shop-a1b2c3.v1 deployed`. */
  releasesOf(id: string): Promise<string[]>
  /** The store's namespace, its releases wherever they are, and its lease: nothing of a DELETED one. */
  leftOf(store: { id: string; namespace: string }): Promise<string[]>
}

export const valuesFile = join(root, 'test/cluster/values-cluster.yaml')
export const ingressAddress = process.env['CLUSTER_INGRESS'] ?? '127.0.0.1:80'

export function openTestCluster(): Cluster {
  return openCluster({ env: process.env, kubeconfig: process.env['KUBECONFIG'], timeoutMs: 10_000 })
}

/** On everything that this run makes beside stores, so that it can be found again. */
export function runLabel(folder = process.env['STOREPLANE_TEST_FOLDER'] ?? ''): Record<string, string> {
  return { 'storeplane.test/run': basename(folder) }
}

/** The installations of this run, one a line: what may be removed when it is over. */
export function installationsFile(folder: string): string {
  return join(folder, 'installations')
}

export async function startOnCluster(settings: Record<string, string> = {}): Promise<ClusterPlane> {
  const runFolder = process.env['STOREPLANE_TEST_FOLDER'] ?? ''
  const folder = mkdtempSync(join(runFolder, 'plane-'))
  const plane = await startPlane({ folder, environment: { ...environmentIn(folder), ...settings } })
  const installation = await readInstallationId(plane.database)
  appendFileSync(installationsFile(runFolder), `${installation}\n`)
  const cluster = openTestCluster()
  const releasesOf = (id: string) => releases(cluster, id)
  return {
    ...plane,
    cluster,
    releasesOf,
    leftOf: async ({ id, namespace }) => {
      const left = await cluster.getNamespace(namespace)
      const leases = await plane.database.query('SELECT id FROM stores WHERE lease_holder IS NOT NULL AND id = ?', [id])
      return [...(left ? [namespace] : []), ...(await releasesOf(id)), ...leases.map(() => `lease of ${id}`)]
    },
    stop: async () => {
      await plane.stop()
      await removeNamespaces(cluster, installation)
      cluster.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** With the namespaces go the releases in them. */
export async function removeNamespaces(cluster: Cluster, installation: string): Promise<void> {
  const labelSelector = `storeplane.dev/installation=${installation}`
  const remaining = async () => (await cluster.list({ resource: 'namespaces', labelSelector })).items
  for (const { metadata } of await remaining())
    await cluster.deleteNamespace({ name: metadata.name, uid: String(metadata.uid) })
  await eventually(async () => (await remaining()).length === 0, {
    deadlineMs: 60_000,
    everyMs: 200,
    what: `the end of the namespaces of ${installation}`,
  })
}

function environmentIn(folder: string): Record<string, string> {
  return {
    ...baseEnvironment(folder),
    KUBECONFIG: process.env['KUBECONFIG'] ?? '',
    HELM_ENV_VALUES_FILE: valuesFile,
    BASE_DOMAIN: 'localhost',
    STORE_URL_TEMPLATE: 'http://{name}.localhost',
    INGRESS_PROBE_ADDRESS: ingressAddress,
    PROVISIONING_POLL_INTERVAL_SECONDS: '1',
    LOG_LEVEL: 'debug',
  }
}

async function releases(cluster: Cluster, id: string): Promise<string[]> {
  const labelSelector = `owner=helm,name=${id}`
  const { items } = await cluster.list({ resource: 'secrets', labelSelector, metadataOnly: true })
  return items.map(({ metadata }) => `${metadata.name} ${metadata.labels?.['status']}`)
}
