// A tick on a database file of a test's own, over a cluster and a Helm that the test makes up; nothing of them is real.

import { knownKinds } from '../../poller/operations/index.ts'
import type { TickDeps } from '../../poller/tick/state.ts'
import { tick } from '../../poller/tick/tick.ts'
import { type Clock, systemClock } from '../../shared/clock.ts'
import { type PollerConfig, pollerConfig } from '../../shared/config/poller-config.ts'
import type { Database } from '../../shared/database/database.ts'
import { engines } from '../../shared/engines/index.ts'
import type { Helm, HelmResult } from '../../shared/helm/open-helm.ts'
import type { Cluster, KubeObject } from '../../shared/kubernetes/open-cluster.ts'
import type { Log } from '../../shared/log.ts'
import { root } from '../support/process.ts'
import { quietLog } from '../support/quiet-log.ts'

export const config = pollerConfig(
  { STORE_SECRET_KEY: Buffer.alloc(32, 'test').toString('base64'), STORE_CHECK_INTERVAL_SECONDS: '0' },
  root,
)

/** Answers that nothing is there, and takes every namespace. */
export function emptyCluster(over: Partial<Cluster> = {}): Cluster {
  return {
    proxy: null,
    list: async () => ({ items: [] as KubeObject[], serverTimeMs: 0 }),
    podLog: async () => '',
    createNamespace: async () => 'created',
    deleteNamespace: async () => 'deleting',
    getNamespace: async () => undefined,
    identity: async () => ({ uid: 'u', serverTimeMs: 0 }),
    version: async () => 'v1.31.0',
    allowed: async () => true,
    close: () => undefined,
    ...over,
  }
}

export function helmThat(install: (o: { release: string; signal: AbortSignal }) => Promise<HelmResult>): Helm {
  const ok = async (): Promise<HelmResult> => ({ outcome: 'ok', output: '' })
  return { install, uninstall: ok, rollback: ok }
}

export type Ticking = {
  database: Database
  cluster?: Cluster
  helm?: Helm
  clock?: Clock
  config?: Partial<PollerConfig>
  connect?: () => Promise<void>
  stop?: AbortSignal
  beat?: () => void
  log?: Log
  heartbeat?: Partial<TickDeps['heartbeat']>
}

/** What a poller of this version claims on the default cluster. */
export const served = { cluster: 'default', kinds: knownKinds, engines }

/** One tick until nothing is due. */
export function runTick(given: Ticking): ReturnType<typeof tick> {
  return tick(tickDeps(given), { untilMs: Number.POSITIVE_INFINITY })
}

export function tickDeps({ database, ...given }: Ticking): TickDeps {
  const shared = {
    database,
    config: { ...config, ...given.config },
    clock: given.clock ?? systemClock,
    log: given.log ?? quietLog,
  }
  const world = {
    cluster: given.cluster ?? emptyCluster(),
    helm: given.helm ?? helmThat(async () => ({ outcome: 'ok', output: '' })),
    installation: 'test',
    random: () => 0.5,
    releases: { forStore: async () => ({ name: 'test', chartPath: '/chart', valuesFiles: [] }) },
  }
  return {
    ...shared,
    holder: 'a',
    served,
    heartbeat: {
      countTick: () => {},
      beatWhenOld: async () => {},
      clusterAnswered: async () => {},
      clusterFailed: async () => {},
      stopped: async () => {},
      left: async () => {},
      ...given.heartbeat,
    },
    liveness: { beat: given.beat ?? (() => {}) },
    connect: async () => {
      await given.connect?.()
      return { ...shared, ...world }
    },
    stop: given.stop ?? new AbortController().signal,
  }
}
