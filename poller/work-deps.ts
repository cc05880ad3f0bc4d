// What the work on one store needs of the world; wired in main, replaced piece by piece in tests.
import type { Clock } from '../shared/clock.ts'
import type { PollerConfig } from '../shared/config/poller-config.ts'
import type { Database } from '../shared/database/database.ts'
import type { Helm } from '../shared/helm/open-helm.ts'
import type { Cluster } from '../shared/kubernetes/open-cluster.ts'
import type { Log } from '../shared/log.ts'

export type WorkDeps = {
  database: Database
  cluster: Cluster
  helm: Helm
  config: PollerConfig
  installation: string
  clock: Clock
  random: () => number
  log: Log
}
