// The stores in the order in which they need somebody: each group newest first, filled page by page. Pure.
import type { Overview, Status, StoreItem } from '../api/shapes.ts'
import { type Filter, statuses } from '../lib/route.ts'

export const groupKeys = ['failed', 'degraded', 'deleting', 'provisioning', 'ready', 'suspended', 'deleted'] as const
export type GroupKey = (typeof groupKeys)[number]
/** `cursor` null where all are here, undefined where none was asked for yet. */
export type Group = { stores: readonly StoreItem[]; cursor: string | null | undefined; loading: boolean }
export type Lists = Record<GroupKey, Group>

/** Of the pages that are asked for. */
export const pageSize = 100

const empty: Group = { stores: [], cursor: undefined, loading: false }
const keyOf: Record<Status, GroupKey> = {
  FAILED: 'failed',
  DELETING: 'deleting',
  PROVISIONING: 'provisioning',
  READY: 'ready',
  SUSPENDED: 'suspended',
  DELETED: 'deleted',
}

export function noLists(): Lists {
  return Object.fromEntries(groupKeys.map((key) => [key, empty])) as Lists
}

/** The groups that are asked for page by page, by their status; DELETED stores only when they are asked for. */
export function askedStatuses({ status }: Filter): readonly Status[] {
  return statuses.filter((one) => (status === null ? one !== 'DELETED' : one === status))
}

export function groupOf({ status, health }: Pick<StoreItem, 'status' | 'health'>): GroupKey {
  return status === 'READY' && health?.status === 'degraded' ? 'degraded' : keyOf[status]
}

export function groupOfStatus(status: Status): GroupKey {
  return keyOf[status]
}

export type Page = { stores: StoreItem[]; next_cursor: string | null }

/** The first page, once more perhaps: what it should hold and does not is gone; what lies deeper stays as it is. */
export function withFirstPage(lists: Lists, key: GroupKey, { stores, next_cursor }: Page, filter: Filter): Lists {
  const last = stores.at(-1)
  const deeper = next_cursor === null ? [] : lists[key].stores.filter((store) => last && isBefore(last, store))
  const cursor = deeper.length > 0 ? lists[key].cursor : next_cursor
  const started = { ...lists, [key]: { stores: deeper, cursor, loading: false } }
  return place(started, stores, filter)
}

export function withNextPage(lists: Lists, key: GroupKey, { stores, next_cursor }: Page, filter: Filter): Lists {
  return place({ ...lists, [key]: { ...lists[key], cursor: next_cursor, loading: false } }, stores, filter)
}

/** Puts a store where it belongs now, or takes it away where it no longer does. */
export function withStore(lists: Lists, store: StoreItem, filter: Filter): Lists {
  const key = groupOf(store)
  const old = groupKeys.find((one) => lists[one].stores.some(({ id }) => id === store.id))
  const without = old === undefined || old === key ? lists : withoutStore(lists, store.id)
  const group = without[key]
  if (!matches(store, filter)) return old === key ? withoutStore(lists, store.id) : without
  const place = group.stores.findIndex(({ id }) => id === store.id)
  if (place !== -1) return { ...without, [key]: { ...group, stores: group.stores.with(place, store) } }
  if (!isWithin(group, store)) return without
  const at = group.stores.findIndex((other) => isBefore(store, other))
  const stores = group.stores.toSpliced(at === -1 ? group.stores.length : at, 0, store)
  return { ...without, [key]: { ...group, stores } }
}

export function withoutStore(lists: Lists, id: string): Lists {
  const key = groupKeys.find((one) => lists[one].stores.some((store) => store.id === id))
  if (key === undefined) return lists
  return { ...lists, [key]: { ...lists[key], stores: lists[key].stores.filter((store) => store.id !== id) } }
}

export function findStore(lists: Lists, id: string): StoreItem | undefined {
  for (const key of groupKeys) {
    const found = lists[key].stores.find((store) => store.id === id)
    if (found) return found
  }
  return undefined
}

/** Whether it stands behind what the first page of its group holds. */
export function isDeep(lists: Lists, id: string): boolean {
  return groupKeys.some((key) => lists[key].stores.findIndex((store) => store.id === id) >= pageSize)
}

/** Whether any of them is under way. */
export function isWaiting({ deleting, provisioning }: Lists): boolean {
  return deleting.stores.length + provisioning.stores.length > 0
}

/** Degraded stores come with the overview, for no page is asked for them. */
export function withDegraded(lists: Lists, { degraded }: Overview, filter: Filter): Lists {
  const open = { ...lists, degraded: { ...lists.degraded, cursor: null } }
  return degraded.reduce<Lists>((all, store) => withStore(all, store, filter), open)
}

export function matches({ name, engine, status }: StoreItem, filter: Filter): boolean {
  if (filter.status === null ? status === 'DELETED' : status !== filter.status) return false
  return (filter.engine === null || engine === filter.engine) && name.startsWith(filter.q.toLowerCase())
}

/** A page belongs where it came from, wherever it ends. */
function place(lists: Lists, stores: StoreItem[], filter: Filter): Lists {
  let placed = lists
  for (const store of stores) {
    const key = groupOf(store)
    const { cursor } = placed[key]
    const put = withStore({ ...placed, [key]: { ...placed[key], cursor: null } }, store, filter)
    placed = { ...put, [key]: { ...put[key], cursor } }
  }
  return placed
}

/** Newest first, as the API pages them. */
function isBefore(one: StoreItem, other: StoreItem): boolean {
  return one.created_at > other.created_at || (one.created_at === other.created_at && one.id > other.id)
}

/** Behind the last that was loaded there may be others in between, so it waits for its page. */
function isWithin({ cursor, stores }: Group, store: StoreItem): boolean {
  const last = stores.at(-1)
  return !cursor || (last !== undefined && isBefore(store, last))
}
