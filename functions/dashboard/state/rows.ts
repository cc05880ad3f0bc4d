// The lists as one column of headings and rows, in the order in which they are shown. Pure.
import type { StoreItem } from '../api/shapes.ts'
import { type GroupKey, groupKeys, type Lists } from './lists.ts'

/** `place` counts from 1 within its group; `last` is the last that the group has. */
export type StoreLine = { kind: 'store'; key: GroupKey; store: StoreItem; place: number; last: boolean }
export type Row = { kind: 'heading'; key: GroupKey } | StoreLine | { kind: 'more'; key: GroupKey }

export function rowsOf(lists: Lists): Row[] {
  return groupKeys.flatMap((key): Row[] => {
    const { stores, cursor } = lists[key]
    if (stores.length === 0) return []
    const line = (store: StoreItem, index: number): Row => ({
      kind: 'store',
      key,
      store,
      place: index + 1,
      last: index + 1 === stores.length && !cursor,
    })
    return [{ kind: 'heading', key }, ...stores.map(line), ...(cursor ? [{ kind: 'more' as const, key }] : [])]
  })
}

export function visibleIds(lists: Lists): string[] {
  return groupKeys.flatMap((key) => lists[key].stores.map(({ id }) => id))
}
