// Fixes in the row what a store is made from, before anything is made: its URL, its administrator, its secret key, its release.
import { expandStoreUrl } from '../../shared/config/store-url.ts'
import type { SecretKey } from '../../shared/credentials.ts'
import { DatabaseError } from '../../shared/database/database.ts'
import { namespaceNotCreated } from '../../shared/failure-codes.ts'
import { publicId, text } from '../../shared/safe-text.ts'
import type { BusyStore } from '../../shared/stores/index.ts'
import { type Lease, markProgress } from '../leases/index.ts'
import type { WorkDeps } from '../work-deps.ts'
import { failed, type Outcome } from './outcome.ts'

export type FixedIdentity = { store: BusyStore; key: SecretKey }

/** The store as its row is then, an outcome that keeps it from going on, or null when the lease was lost. */
export async function fixIdentity(lease: Lease, deps: WorkDeps): Promise<FixedIdentity | Outcome | null> {
  const { store } = lease
  const key = keyOf(store, deps)
  if (key === undefined) return missingKey(store)
  const identity = identityOf(store, deps)
  if (store.host === null && identity.host === deps.config.publicHost) return ownHost(lease, identity.host)
  try {
    const marked = await markProgress(deps.database, {
      store,
      patch: {
        store: { ...identity, keyId: key.id },
        operation: { step: 'namespace', message: text`Creating its namespace` },
      },
    })
    return marked === undefined || lease.signal.aborted ? null : { store: marked, key }
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.kind !== 'unique') throw error
    const reason = `the host ${identity.host} belongs to another store already; correct STORE_URL_TEMPLATE`
    return failed(lease, { step: 'namespace', code: 'namespace_conflict', reason })
  }
}

/** Where STORE_URL_TEMPLATE makes of a name that is free the host of the control plane. */
function ownHost(lease: Lease, host: string): Outcome {
  const reason = `${namespaceNotCreated}: the host ${host} is the control plane's own (PUBLIC_HOST); delete the store and choose another name`
  return failed(lease, { step: 'namespace', code: 'namespace_conflict', reason })
}

/** A store keeps the key of its first install: a newer one would make other passwords than its volumes hold. */
function keyOf(store: BusyStore, { config }: WorkDeps): SecretKey | undefined {
  return store.keyId === null ? config.secretKeys[0] : config.secretKeys.find(({ id }) => id === store.keyId)
}

/** What is fixed stays: a changed configuration alters no store. */
function identityOf({ name, host, url, adminEmail }: BusyStore, { config }: WorkDeps) {
  const fixed = url && host ? { url, host } : expandStoreUrl(config.urlTemplate, name, config.domain)
  return { ...fixed, adminEmail: adminEmail ?? config.adminEmail.replaceAll('{host}', fixed.host) }
}

function missingKey(store: BusyStore): Outcome {
  const message = text`STORE_SECRET_KEY lacks the key ${publicId(store.keyId ?? '')} with which this store was first installed; add it behind the newest`
  return { store, patch: { operation: { message }, requeueAfterMs: 30_000 } }
}
