// What an observation means for a store on which nothing is being done: pure.
import type { PollerConfig } from '../../shared/config/poller-config.ts'
import type { Health, Store } from '../../shared/stores/index.ts'
import type { Observation } from '../observation.ts'

/** Each finding is one change to be written; `reason` may hold words of the cluster. */
export type Finding =
  | { is: 'health'; health: Health; reason: string | null }
  | { is: 'foreign_revision'; revision: number }
  | { is: 'recoverable'; recoverable: boolean }
  | { is: 'recovered'; helmRevision: number }

export type Assessed = {
  store: Store
  seen: Observation
  failedRecheck: PollerConfig['failedRecheck']
}

export function assess(assessed: Assessed): Finding[] {
  const { status } = assessed.store
  switch (status) {
    case 'READY':
      return [...foreignRevision(assessed), healthOf(assessed)]
    case 'FAILED':
      return recovery(assessed)
    case 'SUSPENDED':
    case 'DELETED':
      return []
    case 'PROVISIONING':
    case 'DELETING':
      throw new Error(`a store that is ${status} has an operation, and no health of its own`)
    default:
      throw new Error(`no status ${JSON.stringify(status satisfies never)}`)
  }
}

/** An upgrade or rollback by hand is its owner's to make: it is noted once and never undone. */
function foreignRevision({ store, seen: { release } }: Assessed): Finding[] {
  if (release?.status !== 'deployed' || store.helmRevision === null || release.version === store.helmRevision) return []
  return [{ is: 'foreign_revision', revision: release.version }]
}

/** What is missing is reported; nothing is ever repaired behind its owner's back. */
function healthOf({ seen }: Assessed): Finding {
  const { namespace, release, readiness, url } = seen
  const degraded = (reason: string): Finding => ({ is: 'health', health: 'degraded', reason })
  if (namespace === null) return degraded('Its namespace is gone, or no longer carries the labels of this installation')
  if (namespace.terminating) return degraded('Its namespace is being removed')
  if (release === null) return degraded('Its Helm release is gone')
  if (release.status !== 'deployed') return degraded(`Its Helm release is ${release.status}`)
  if (readiness?.kind === 'failed') return degraded(readiness.reason)
  if (readiness?.kind === 'waiting') return degraded(readiness.message)
  if (url && !url.ok) return degraded(`Its URL does not answer as a shop: ${url.message}`)
  return { is: 'health', health: 'healthy', reason: null }
}

function recovery({ store, seen: { namespace, release, readiness, url }, failedRecheck }: Assessed): Finding[] {
  const isHealthy =
    namespace !== null && !namespace.terminating && readiness?.kind === 'ready' && (url === null || url.ok)
  if (isHealthy && failedRecheck === 'ready' && store.url !== null)
    return [{ is: 'recovered', helmRevision: release?.version ?? 1 }]
  return [{ is: 'recoverable', recoverable: isHealthy }]
}
