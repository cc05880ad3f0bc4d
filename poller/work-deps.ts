// What the work on one store needs of the world; wired in process/, replaced piece by piece in tests.
import type { Clock } from '../shared/clock.ts'
import type { PollerConfig } from '../shared/config/poller-config.ts'
import type { Database } from '../shared/database/database.ts'
import type { Helm } from '../shared/helm/open-helm.ts'
import type { Cluster } from '../shared/kubernetes/open-cluster.ts'
import type { Log } from '../shared/log.ts'
import type { Store } from '../shared/stores/index.ts'

export type WorkDeps = {
  database: Database
  cluster: Cluster
  helm: Helm
  releases: Releases
  config: PollerConfig
  installation: string
  clock: Clock
  random: () => number
  log: Log
}

/** Where the chart of a store comes from. */
export type Releases = { forStore(store: Pick<Store, 'release'>): Promise<StoreRelease> }
/** Paths are absolute, the last values file wins. `problem`: why there is none to install it from, as a sentence's end. */
export type StoreRelease = { name: string; chartPath: string; valuesFiles: string[] } | { problem: string }
