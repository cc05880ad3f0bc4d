// What an event says about a store that is in sight, shown at once; what it does not say is read anew soon after.
import type { StoreEvent, StoreItem } from '../api/shapes.ts'
import type { Filter } from '../lib/route.ts'
import { findStore, type Lists, withStore } from './lists.ts'

export function withEvents(lists: Lists, events: readonly StoreEvent[], filter: Filter): Lists {
  return events.reduce((all, event) => {
    const store = event.kind === 'transition' ? findStore(all, event.store_id) : undefined
    return store && isNews(store, event) ? withStore(all, after(store, event), filter) : all
  }, lists)
}

/** What the row has read already is not turned back by an event that comes late. */
function isNews({ updated_at, status }: StoreItem, { at, to }: StoreEvent): boolean {
  return to !== null && to !== status && at >= updated_at
}

function after<S extends StoreItem>(store: S, { to, step, code, message, at }: StoreEvent): S {
  const failed = to === 'FAILED'
  const onTheWay = to === 'PROVISIONING' || to === 'DELETING'
  return {
    ...store,
    status: to ?? store.status,
    operation: onTheWay ? store.operation : null,
    progress: onTheWay && step !== null ? { step, message } : null,
    failure_code: failed ? (code as StoreItem['failure_code']) : null,
    failure_reason: failed ? message : null,
    health: to === 'READY' ? { status: 'healthy', reason: null } : null,
    store_url: to === 'READY' ? store.store_url : null,
    updated_at: at,
  }
}
