// 100 stores on a real cluster, by the poller and by a bare loop of `helm install`; no pods are started by either.
import { join } from 'node:path'
import { listReleases } from '../../../../shared/kubernetes/helm-releases.ts'
import { type Cluster, openCluster } from '../../../../shared/kubernetes/open-cluster.ts'
import { root } from '../../../support/process.ts'
import { refuseStores, removeStores } from '../../loads/clear-cluster.ts'
import { drainByBareLoop, drainByPoller } from '../../loads/drain.ts'
import { makeEmptyStoreChart } from '../../loads/empty-store-chart.ts'
import type { Bench, Measure, Outcome, Round } from '../../measure.ts'
import { drainMiss } from './drain-miss.ts'

/** What Flux needed for 100 releases of 8 objects on such a cluster with two cores: its helm-controller in one process. */
const fluxSeconds = 25.7

export const drainRealCluster: Measure = {
  id: 'cluster.drain',
  title: '100 stores on a real cluster',
  about: `The same on a real API server and etcd on this machine: 100 stores of 8 objects each, workloads scaled to 0, so that no pods are started. Flux was measured there with ${fluxSeconds} s for 100 releases of 8 objects.`,
  deadlineMs: 600_000,
  needsCluster: true,
  figures: [
    {
      id: 'seconds',
      name: 'until the last release is deployed',
      unit: 's',
      comparedWith: 's of the bare loop',
      goals: [
        { of: 'ratio', at: 'most', limit: 1.15 },
        { of: 'value', at: 'most', limit: 0.6 * fluxSeconds },
      ],
      miss: drainMiss,
    },
  ],
  run,
}

async function run(bench: Bench): Promise<Outcome> {
  const stores = bench.quick ? 8 : 100
  const cluster = openCluster({ env: process.env, kubeconfig: process.env['KUBECONFIG'], timeoutMs: 10_000 })
  bench.defer(() => cluster.close())
  await refuseStores(cluster)
  const options = { stores, settings: settingsFor(bench), deadlineMs: 120_000 }
  const poller = () => pollerSeconds(bench, cluster, options)
  const bare = () => bareSeconds(bench, cluster, options)
  const seconds: Round[] = []
  for (let round = 0; round < (bench.quick ? 1 : 2); round++) {
    const first = round % 2 === 0 ? await poller() : null
    const beside = await bare()
    seconds.push({ value: first ?? (await poller()), beside })
    bench.say(`bench: round ${round + 1}: ${JSON.stringify(seconds.at(-1))}`)
  }
  return { rounds: { seconds } }
}

function settingsFor({ folder }: Bench): Record<string, string> {
  return {
    KUBECONFIG: process.env['KUBECONFIG'] ?? '',
    HELM_CHART_PATH: makeEmptyStoreChart(folder),
    HELM_ENV_VALUES_FILE: join(root, 'test/cluster/values-cluster.yaml'),
    STORE_URL_PROBE: 'off',
  }
}

type Options = Parameters<typeof drainByPoller>[1]

async function pollerSeconds(bench: Bench, cluster: Cluster, options: Options): Promise<number> {
  const owns = (id: string) => bench.defer(() => removeStores(cluster, id))
  const { seconds, poller, database, installation } = await drainByPoller(bench, { ...options, owns })
  await poller.kill()
  const ids = (await database.query<{ id: string }>('SELECT id FROM stores')).map(({ id }) => id)
  const { releases } = await listReleases(cluster, ids)
  const deployed = [...releases.values()].filter(({ status }) => status === 'deployed').length
  await removeStores(cluster, installation)
  if (deployed !== options.stores) throw new Error(`${deployed} of ${options.stores} releases are deployed`)
  return seconds
}

const bareInstallation = 'be4c0be4c0be4c0b'

async function bareSeconds(bench: Bench, cluster: Cluster, options: Options): Promise<number> {
  try {
    return await drainByBareLoop(bench, { ...options, installation: bareInstallation })
  } finally {
    await removeStores(cluster, bareInstallation)
  }
}
