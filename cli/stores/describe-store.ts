// One store, as a person reads it.
import { fields } from '../table.ts'
import type { StoreAnswer } from './answers.ts'
import { describeProgress } from './describe-progress.ts'

export function describeStore(store: StoreAnswer): string {
  const { operation, progress, health } = store
  return fields([
    ['id', store.id],
    ['name', store.name],
    ['engine', store.engine],
    ['namespace', store.namespace],
    ['status', store.status],
    ['release', store.release && `${store.release.name}${store.release.outdated ? ' (not the default)' : ''}`],
    ['url', store.store_url],
    ['operation', operation ? `${operation.kind} ${operation.id}` : null],
    ['progress', progress && describeProgress(progress)],
    ['health', health && join(health.status, health.reason)],
    ['failure', store.failure_reason && `${store.failure_reason} [${store.failure_code}]`],
    ['recoverable', store.recoverable ? 'yes: it was seen healthy; retry makes it READY' : null],
    ['created', store.created_at],
    ['updated', store.updated_at],
  ])
}

function join(what: string, why: string | null): string {
  return why === null ? what : `${what}: ${why}`
}
