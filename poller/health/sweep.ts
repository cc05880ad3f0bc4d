// Looks after stores on which nothing is being done: their health, and whether a failed one has recovered. One poller at a
// time does it.
import type { PollerConfig } from '../../shared/config/poller-config.ts'
import { bindRedactor, combineRedactors } from '../../shared/credentials.ts'
import { type Database, DatabaseError } from '../../shared/database/database.ts'
import { describeError } from '../../shared/errors.ts'
import { ClusterError } from '../../shared/kubernetes/cluster-error.ts'
import type { Log } from '../../shared/log.ts'
import type { Redact, SafeText } from '../../shared/safe-text.ts'
import type { Store } from '../../shared/stores/index.ts'
import { listIdleStores } from '../../shared/stores/list-idle-stores.ts'
import { outageMessage, safeError } from '../cluster-outage.ts'
import { abandon, acquire, complete, extend, isDue, type NamedLease, type Served } from '../leases/index.ts'
import type { Observation } from '../observation.ts'
import { type ObserveOptions, observe } from '../observe.ts'
import type { WorkDeps } from '../work-deps.ts'
import { assess } from './assess.ts'
import { write } from './write.ts'

export type SweepDeps = {
  database: Database
  config: PollerConfig
  holder: string
  served: Served
  log: Log
  stop: AbortSignal
  connect: () => Promise<WorkDeps>
}

const storesAtOnce = 200
/** The URL of a healthy store is asked less often than the cluster: it costs the shop a request. */
const sweepsPerUrlProbe = 5
const idleStores = `EXISTS (SELECT 1 FROM stores WHERE operation_id IS NULL AND status <> 'DELETED')`

/** Reads only: the usual answer costs no write, and no look at the cluster where there is no store to look after. */
export async function isSweepDue({ database, config }: Pick<SweepDeps, 'database' | 'config'>): Promise<boolean> {
  if (config.checkIntervalMs === 0) return false
  return isDue(database, { name: leaseName(config), everyMs: config.checkIntervalMs, condition: idleStores })
}

/** An outage in the middle of a sweep; without its cause, whose words are not safe to show. */
export class SweepOutage extends Error {
  override readonly name = 'SweepOutage'
  readonly safeMessage: SafeText

  constructor(safeMessage: SafeText) {
    super(safeMessage)
    this.safeMessage = safeMessage
  }
}

/** Does nothing where another poller was quicker. Rejects with a SweepOutage when the cluster went away. */
export async function sweep(deps: SweepDeps, optionsOf: (work: WorkDeps) => ObserveOptions): Promise<void> {
  const lease = leaseOf(deps)
  const token = await acquire(deps.database, lease)
  if (token === undefined) return
  try {
    const isDone = await sweepAll({ ...lease, token }, deps, optionsOf)
    await (isDone ? complete : abandon)(deps.database, { name: lease.name, token })
  } catch (error) {
    if (error instanceof SweepOutage) await abandon(deps.database, { name: lease.name, token })
    throw error
  }
}

/** True when every store was looked at. */
async function sweepAll(
  held: NamedLease & { token: number },
  deps: SweepDeps,
  optionsOf: (work: WorkDeps) => ObserveOptions,
): Promise<boolean> {
  const probing = held.token % sweepsPerUrlProbe === 0
  let after = ''
  do {
    const stores = await listIdleStores(deps.database, pageAfter(after, deps))
    if (stores.length === 0) return true
    await sweepPage(stores, { probing, optionsOf }, deps)
    after = stores.at(-1)?.id ?? ''
  } while (!deps.stop.aborted && (await extend(deps.database, held)))
  return false
}

type Page = { probing: boolean; optionsOf: (work: WorkDeps) => ObserveOptions }

async function sweepPage(stores: Store[], { probing, optionsOf }: Page, deps: SweepDeps): Promise<void> {
  const redactors = new Map(stores.map((store) => [store.id, bindRedactor(store, deps.config.secretKeys)]))
  const redactOf = (store: Store) => redactors.get(store.id) ?? combineRedactors([...redactors.values()])
  const seen = await look(stores, { probing, optionsOf }, deps).catch((error: unknown) => {
    throw asOutage(error, combineRedactors([...redactors.values()]))
  })
  for (const store of stores) {
    await recordQuietly({ store, seen: seen.get(store.id), redact: redactOf(store) }, deps)
  }
}

async function look(stores: Store[], { probing, optionsOf }: Page, { connect }: SweepDeps) {
  const options = optionsOf(await connect())
  return observe(stores, { ...options, probe: { ...options.probe, only: (store) => probing || isUnwell(store) } })
}

/** It is well again only once its URL answers: ready pods are not enough, for the ingress hears of them later. */
function isUnwell({ status, health }: Store): boolean {
  return status === 'FAILED' || health === 'degraded'
}

/** What the cluster says of them all may hold what belongs to any. */
function asOutage(error: unknown, redact: Redact): Error {
  if (!(error instanceof ClusterError)) return safeError(error, redact)
  return new SweepOutage(outageMessage(error.message, redact))
}

type Seen = { store: Store; seen: Observation | Error | undefined; redact: Redact }

/** One store that cannot be assessed keeps its health, and keeps no other from being looked at. */
async function recordQuietly({ store, seen, redact }: Seen, deps: SweepDeps): Promise<void> {
  try {
    if (seen === undefined) throw new Error('it was not observed')
    if (seen instanceof Error) throw seen
    const findings = assess({ store, seen, failedRecheck: deps.config.failedRecheck })
    await write({ store, findings, redact }, deps)
  } catch (error) {
    if (error instanceof DatabaseError && error.kind === 'unavailable') throw error
    deps.log.error({ store: store.id, error: redact(describeError(error)) }, 'store.sweep_failed')
  }
}

/** A store of an engine that this version does not know is a later version's to look after. */
function pageAfter(after: string, { config, served: { cluster, engines } }: SweepDeps) {
  return { cluster, engines, after, limit: storesAtOnce, withFailed: config.failedRecheck !== 'off' }
}

function leaseOf({ config, holder }: SweepDeps): NamedLease {
  return { name: leaseName(config), holder, ttlMs: config.leaseTtlMs, everyMs: config.checkIntervalMs }
}

/** Each cluster is swept by itself. */
function leaseName({ clusterName }: Pick<PollerConfig, 'clusterName'>): string {
  return clusterName === 'default' ? 'sweep' : `sweep:${clusterName}`
}
