// Opens Helm and the cluster for a tick: loaded on demand, probed once, and refused where the cluster is not this database's.
import { tmpdir } from 'node:os'
import type { Clock } from '../../shared/clock.ts'
import type { Environment } from '../../shared/config/environment.ts'
import type { PollerConfig } from '../../shared/config/poller-config.ts'
import type { Database } from '../../shared/database/database.ts'
import { ExitError } from '../../shared/errors.ts'
import type { Helm } from '../../shared/helm/open-helm.ts'
import { readClusterUid, readInstallationId, recordCluster } from '../../shared/installation.ts'
import { ClusterError } from '../../shared/kubernetes/cluster-error.ts'
import type { Cluster } from '../../shared/kubernetes/open-cluster.ts'
import type { Log } from '../../shared/log.ts'
import type { Releases, WorkDeps } from '../work-deps.ts'
import type { OwnRelease } from './own-release.ts'

export type ConnectOptions = {
  database: Database
  config: PollerConfig
  environment: Environment
  helmBinary: string
  clock: Clock
  random: () => number
  log: Log
  /** Loaded on demand, as all that reads a chart. */
  ownRelease: () => Promise<OwnRelease>
  /** Aborts when the poller is to stop. */
  stop: AbortSignal
}

/** A cluster that needs longer than this to say its name is not answering: no Helm is started against it. */
export const probeTimeoutMs = 2_000
export const callTimeoutMs = 10_000

/**
 * Returns what each tick calls. The connection is made once and kept; the probe is repeated by each call. Rejects with a
 * ClusterError when the cluster does not answer, and with an ExitError when it is another one than this database's.
 */
export function connector(options: ConnectOptions): () => Promise<WorkDeps> {
  let opened: { cluster: Cluster; helm: Helm; releases: Releases } | null = null
  return async () => {
    opened ??= await open(options)
    const { uid } = await opened.cluster.identity({ timeoutMs: probeTimeoutMs })
    const installation = await requireSameCluster(options.database, { name: options.config.clusterName, uid })
    const { database, config, clock, random, log } = options
    const { cluster, helm, releases } = opened
    return { database, config, clock, random, log, installation, cluster, helm, releases }
  }
}

async function open({ config, environment, helmBinary, database, clock, ownRelease, stop }: ConnectOptions) {
  const [{ openCluster }, { openHelm }, { openStoreReleases }] = await Promise.all([
    import('../../shared/kubernetes/open-cluster.ts'),
    import('../../shared/helm/open-helm.ts'),
    import('./store-releases.ts'),
  ])
  const temporaryFolder = environment['TMPDIR'] ?? tmpdir()
  const sources = { env: environment, ...(config.kubeconfig ? { kubeconfig: config.kubeconfig } : {}) }
  try {
    return {
      cluster: openCluster({ ...sources, timeoutMs: callTimeoutMs, signal: stop }),
      helm: openHelm({
        binary: helmBinary,
        env: environment,
        timeoutMs: config.helmTimeoutMs,
        graceMs: config.helmGraceMs,
        ...(config.kubeconfig ? { kubeconfig: config.kubeconfig } : {}),
      }),
      releases: openStoreReleases({ database, ownRelease: await ownRelease(), temporaryFolder, clock }),
    }
  } catch (error) {
    if (error instanceof ClusterError && error.kind === 'config')
      throw new ExitError(2, error.message, { cause: error })
    throw error
  }
}

type FoundCluster = { name: string; uid: string }

async function requireSameCluster(database: Database, found: FoundCluster): Promise<string> {
  const known = await readClusterUid(database, found.name)
  const recorded = known === null ? await recordCluster(database, found) : { uid: known, name: null }
  if (recorded.uid === found.uid) return readInstallationId(database)
  throw recorded.name === null ? otherCluster(found, recorded.uid) : otherName(found, recorded.name)
}

function otherCluster({ name, uid }: FoundCluster, recorded: string | null): ExitError {
  return new ExitError(
    1,
    `KUBECONFIG leads to another cluster (${uid}) than the one whose stores are in this database as "${name}" (${recorded}); nothing was touched. ` +
      'Correct KUBECONFIG or DATABASE_URL, or, if the stores are to live on the new cluster from now on: storeplane admin cluster adopt',
  )
}

function otherName({ name, uid }: FoundCluster, recorded: string): ExitError {
  return new ExitError(
    1,
    `KUBECONFIG leads to the cluster (${uid}) that this database knows as "${recorded}", and CLUSTER_NAME is "${name}"; nothing was touched. ` +
      `Set CLUSTER_NAME to ${recorded}, correct KUBECONFIG, or, if the stores of "${recorded}" live on another cluster by now: storeplane admin cluster adopt --cluster ${recorded}`,
  )
}
