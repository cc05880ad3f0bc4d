// Looks after READY and FAILED stores: health, and whether a failed one has come good; one poller at a time does it.
import type { PollerConfig } from '../../shared/config/poller-config.ts'
import type { Database } from '../../shared/database/database.ts'
import { now } from '../../shared/database/now.ts'
import { describeError } from '../../shared/errors.ts'
import { ClusterError } from '../../shared/kubernetes/cluster-error.ts'
import type { Log } from '../../shared/log.ts'
import { type Health, type Store, toStore } from '../../shared/stores/index.ts'
import { endTurn, type Turn, takeTurn } from '../leases/index.ts'
import { type Observation, type ObserveOptions, observe } from '../observe.ts'
import type { WorkDeps } from '../work-deps.ts'

type SweepDeps = {
  database: Database
  config: PollerConfig
  holder: string
  log: Log
  stop: AbortSignal
  connect: () => Promise<WorkDeps>
}

const storesAtOnce = 200
/** The URL is asked less often than the cluster: it costs the shop a request. */
const sweepsPerUrlProbe = 5

/** Reads only: the usual answer costs no write, and no look at the cluster where there is no store to look after. */
export async function isSweepDue({ database, config }: Pick<SweepDeps, 'database' | 'config'>): Promise<boolean> {
  if (config.checkIntervalMs === 0) return false
  const rows = await database.query(
    `SELECT 1 WHERE EXISTS (SELECT 1 FROM stores WHERE status IN ('READY', 'FAILED'))
      AND NOT EXISTS (SELECT 1 FROM leases WHERE name = 'sweep' AND (done_at > ${now} - ? OR expires_at > ${now}))`,
    [config.checkIntervalMs],
  )
  return rows.length > 0
}

/** Does nothing where another poller was quicker. */
export async function sweep(deps: SweepDeps, optionsOf: (work: WorkDeps) => ObserveOptions): Promise<void> {
  const token = await takeTurn(deps.database, turnOf(deps))
  if (token === undefined) return
  try {
    await sweepAll(deps, token, optionsOf)
  } catch (error) {
    if (error instanceof ClusterError) await giveUp(deps, token)
    throw error
  }
}

async function sweepAll(deps: SweepDeps, token: number, optionsOf: (work: WorkDeps) => ObserveOptions): Promise<void> {
  const options = optionsOf(await deps.connect())
  const probing = token % sweepsPerUrlProbe === 0
  let after = ''
  do {
    const stores = await nextStores(deps, after)
    if (stores.length === 0) return endTurn(deps.database, { name: 'sweep', token })
    const seen = await observe(stores, {
      ...options,
      probe: { ...options.probe, on: options.probe.on && (probing || anyFailed(stores)) },
    })
    for (const store of stores) await recordQuietly(store, seen.get(store.id), probing, deps)
    after = stores.at(-1)?.id ?? ''
  } while (!deps.stop.aborted && (await extend(deps, token)))
  if (deps.stop.aborted) await giveUp(deps, token)
}

function turnOf({ config, holder }: SweepDeps): Turn {
  return { name: 'sweep', holder, ttlMs: config.leaseTtlMs, everyMs: config.checkIntervalMs }
}

/** In the order of ids, 200 of them. The planner would rather sort all READY stores for each page, and a million are many. */
export async function nextStores(
  { database, config }: Pick<SweepDeps, 'database'> & { config: Pick<PollerConfig, 'failedRecheck'> },
  after: string,
): Promise<Store[]> {
  const failed = config.failedRecheck === 'off' ? '' : ` OR (status = 'FAILED' AND failed_at > ${now} - 86400000)`
  const rows = await database.query(
    `SELECT * FROM stores INDEXED BY stores_swept WHERE status IN ('READY', 'FAILED') AND id > ? AND (status = 'READY'${failed}) ORDER BY id LIMIT ?`,
    [after, storesAtOnce],
  )
  return rows.map(toStore)
}

function anyFailed(stores: Store[]): boolean {
  return stores.some(({ status }) => status === 'FAILED')
}

/** One store that cannot be judged keeps its health, and keeps no other from being looked at. */
async function recordQuietly(store: Store, seen: Observation | Error | undefined, probing: boolean, deps: SweepDeps) {
  if (seen === undefined || seen instanceof Error)
    deps.log.error({ store: store.id, error: describeError(seen) }, 'store.sweep_failed')
  else await record(store, seen, probing, deps)
}

async function record(store: Store, seen: Observation, probing: boolean, deps: SweepDeps): Promise<void> {
  if (store.status === 'FAILED') return recordRecovery(store, seen, deps)
  await recordForeignRevision(store, seen, deps)
  const { health, reason } = healthOf(store, seen, probing)
  if (health === store.health && reason === store.healthReason) return
  const [result] = await deps.database.write([
    {
      sql: `UPDATE stores SET health = ?, health_reason = ?, updated_at = ${now} WHERE id = ? AND status = 'READY' AND lease_token = ? RETURNING id`,
      args: [health, reason, store.id, store.leaseToken],
    },
  ])
  if (result?.rows.length) deps.log.info({ store: store.id, health, reason }, 'store.health')
}

/** Somebody's own upgrade or rollback is theirs to make: it is noted once, and never taken back. */
async function recordForeignRevision(store: Store, { release }: Observation, { database, log }: SweepDeps) {
  const { id, leaseToken, releaseVersion } = store
  if (release?.status !== 'deployed' || releaseVersion === null || release.version === releaseVersion) return
  const fence = `id = ? AND status = 'READY' AND lease_token = ? AND release_version = ?`
  const args = [id, leaseToken, releaseVersion]
  const message = `Its Helm release is at revision ${release.version} now, no longer at ${releaseVersion}: it was changed by another hand`
  const [, result] = await database.write([
    {
      sql: `INSERT INTO events (store_id, owner, at, kind, message) SELECT id, owner, ${now}, 'note', ? FROM stores WHERE ${fence}`,
      args: [message, ...args],
    },
    { sql: `UPDATE stores SET release_version = ? WHERE ${fence} RETURNING id`, args: [release.version, ...args] },
  ])
  if (result?.rows.length) log.info({ store: id, from: releaseVersion, to: release.version }, 'store.foreign_revision')
}

const urlTrouble = 'Its URL does not answer as a shop: '

/** What is missing is reported; nothing is ever put back behind its owner's hand. */
export function healthOf(store: Store, seen: Observation, probing: boolean): { health: Health; reason: string | null } {
  const { namespace, release, readiness, url } = seen
  const degraded = (reason: string) => ({ health: 'degraded' as const, reason })
  if (namespace === null) return degraded('Its namespace is gone, or no longer carries the labels of this installation')
  if (namespace.terminating) return degraded('Its namespace is being removed')
  if (release === null) return degraded('Its Helm release is gone')
  if (release.status !== 'deployed') return degraded(`Its Helm release is ${release.status}`)
  if (readiness?.kind === 'failed') return degraded(readiness.reason)
  if (readiness?.kind === 'waiting') return degraded(readiness.message)
  if (url && !url.ok) return degraded(urlTrouble + url.message)
  if (!probing && store.healthReason?.startsWith(urlTrouble)) return degraded(store.healthReason)
  return { health: 'healthy', reason: null }
}

async function recordRecovery(
  store: Store,
  { namespace, readiness, url, release }: Observation,
  deps: SweepDeps,
): Promise<void> {
  const healthy =
    namespace !== null && !namespace.terminating && readiness?.kind === 'ready' && (url === null || url.ok)
  if (healthy && deps.config.failedRecheck === 'ready' && store.url !== null)
    return makeReady(store, release?.version ?? 1, deps)
  if (healthy === store.recoverable) return
  await deps.database.write([
    {
      sql: `UPDATE stores SET recoverable = ?, updated_at = ${now} WHERE id = ? AND status = 'FAILED' AND lease_token = ?`,
      args: [Number(healthy), store.id, store.leaseToken],
    },
  ])
  deps.log.info({ store: store.id, recoverable: healthy }, 'store.recoverable')
}

async function makeReady(store: Store, releaseVersion: number, { database, log }: SweepDeps): Promise<void> {
  await database.write([
    {
      sql: `UPDATE stores SET status = 'READY', health = 'healthy', failure_code = NULL, failure_reason = NULL, cause = NULL,
          recoverable = 0, release_version = ?, ready_at = ${now}, updated_at = ${now}
        WHERE id = ? AND status = 'FAILED' AND lease_token = ?`,
      args: [releaseVersion, store.id, store.leaseToken],
    },
  ])
  log.info({ store: store.id, status: 'READY' }, 'store.status')
}

/** False when the sweep took longer than its lease and another poller has it now. */
async function extend({ database, config }: SweepDeps, token: number): Promise<boolean> {
  const [result] = await database.write([
    {
      sql: `UPDATE leases SET expires_at = ${now} + ? WHERE name = 'sweep' AND token = ? AND expires_at > ${now} RETURNING token`,
      args: [config.leaseTtlMs, token],
    },
  ])
  return result?.rows.length === 1
}

/** An outage is over when it is over, and a stopped poller is followed by another: the next tick may begin anew at once. */
async function giveUp({ database }: SweepDeps, token: number): Promise<void> {
  await database.write([
    { sql: `UPDATE leases SET holder = NULL, expires_at = NULL WHERE name = 'sweep' AND token = ?`, args: [token] },
  ])
}
