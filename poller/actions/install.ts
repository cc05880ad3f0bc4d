// Installs a store: its namespace with our labels, then its Helm release.
import { expandStoreUrl } from '../../shared/config/variables.ts'
import { deriveCredentials, type SecretKey } from '../../shared/credentials.ts'
import { DatabaseError } from '../../shared/database/database.ts'
import type { Store } from '../../shared/stores/index.ts'
import { type Lease, markProgress } from '../leases/index.ts'
import type { WorkDeps } from '../work-deps.ts'
import { failed, type Outcome, redactor } from './act.ts'
import { afterHelm } from './after-helm.ts'
import { claimNamespace } from './claim-namespace.ts'

export async function install(lease: Lease, store: Store, deps: WorkDeps): Promise<Outcome | null> {
  const key = keyOf(store, deps)
  if (key === undefined) return missingKey(store)
  const prepared = await fixHost(lease, store, key, deps)
  if (prepared === null || 'change' in prepared) return prepared
  const inTheWay = await claimNamespace(prepared, deps)
  if (inTheWay !== null) return inTheWay
  const marked = await markProgress(deps.database, {
    store: prepared,
    change: { step: 'release', progressMessage: 'Helm is installing', replaceRelease: false },
  })
  if (marked === undefined || lease.signal.aborted) return null
  const { id, namespace } = marked
  const result = await deps.helm.install({
    release: id,
    namespace,
    values: valuesOf(marked, key, deps),
    signal: lease.signal,
  })
  if (result.outcome !== 'ok') return afterHelm('install', result, marked, deps)
  return { change: { step: 'volumes', progressMessage: 'Waiting for its pods', cause: null } }
}

/** Host and key are fixed as an install would fix them; then the store is looked at as one that was installed. */
export async function adopt(lease: Lease, store: Store, deps: WorkDeps): Promise<Outcome | null> {
  const key = keyOf(store, deps)
  if (key === undefined) return missingKey(store)
  const prepared = await fixHost(lease, store, key, deps)
  if (prepared === null || 'change' in prepared) return prepared
  return { change: { step: 'volumes', progressMessage: 'Waiting for its pods' } }
}

/** A store keeps the key of its first install: a newer one would make other passwords than its volumes hold. */
function keyOf(store: Store, { config }: WorkDeps): SecretKey | undefined {
  return store.keyId === null ? config.secretKeys[0] : config.secretKeys.find(({ id }) => id === store.keyId)
}

function missingKey({ keyId }: Store): Outcome {
  const message = `STORE_SECRET_KEY lacks the key ${keyId} with which this store was first installed; add it behind the newest`
  return { change: { progressMessage: message, dueInMs: 30_000 } }
}

/** Host and key are fixed in the row before anything is made from them. */
async function fixHost(lease: Lease, store: Store, key: SecretKey, deps: WorkDeps): Promise<Store | Outcome | null> {
  const { config, database } = deps
  const { url, host } =
    store.url && store.host
      ? { url: store.url, host: store.host }
      : expandStoreUrl(config.urlTemplate, store.name, config.domain)
  try {
    const change = { step: 'namespace' as const, progressMessage: 'Making its namespace', host, url, keyId: key.id }
    const marked = await markProgress(database, { store, change })
    return marked === undefined || lease.signal.aborted ? null : marked
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.kind !== 'unique') throw error
    return failed(
      {
        step: 'namespace',
        code: 'namespace_conflict',
        reason: `the host ${host} belongs to another store already; correct STORE_URL_TEMPLATE`,
      },
      redactor(store, deps),
    )
  }
}

/** CONTRACT with helm/store: these two parts, everything else is a default of the chart. */
export function valuesOf(
  store: Pick<Store, 'id' | 'name' | 'engine' | 'host' | 'url'>,
  key: SecretKey,
  { config, installation }: Pick<WorkDeps, 'config' | 'installation'>,
) {
  const { id, name, engine, host, url } = store
  const adminEmail = config.adminEmail.replaceAll('{host}', host ?? '')
  return {
    store: { id, name, engine, host, url, installation, adminEmail, adminUser: 'admin' },
    credentials: deriveCredentials(key, id),
  }
}
