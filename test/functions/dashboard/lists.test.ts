// The dashboard's lists: every store stands in one place, and every store that is known to be there is there.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { StoreEvent, StoreItem } from '../../../functions/dashboard/api/shapes.ts'
import { noFilter } from '../../../functions/dashboard/lib/route.ts'
import { withEvents } from '../../../functions/dashboard/state/apply-events.ts'
import {
  askedStatuses,
  groupKeys,
  type Lists,
  noLists,
  withDegraded,
  withFirstPage,
  withNextPage,
  withoutStore,
  withStore,
} from '../../../functions/dashboard/state/lists.ts'
import { rowsOf, visibleIds } from '../../../functions/dashboard/state/rows.ts'

const second = (n: number) => new Date(Date.UTC(2026, 1, 10) + n * 1_000).toISOString()

function store(n: number, over: Partial<StoreItem> = {}): StoreItem {
  return {
    id: `shop-${n}-aaaaaa`,
    owner: 'default',
    name: `shop-${n}`,
    engine: 'woocommerce',
    namespace: `store-shop-${n}-aaaaaa`,
    helm_release: `shop-${n}-aaaaaa`,
    status: 'READY',
    store_url: `http://shop-${n}`,
    release: null,
    operation: null,
    progress: null,
    failure_code: null,
    failure_reason: null,
    recoverable: false,
    health: { status: 'healthy', reason: null },
    created_at: second(n),
    updated_at: second(n),
    ...over,
  }
}

const failed = (n: number) =>
  store(n, { status: 'FAILED', failure_code: 'crash_loop', failure_reason: 'Pods not ready', health: null })
const ill = (n: number) => store(n, { health: { status: 'degraded', reason: 'web is away' } })
const range = (from: number, to: number) =>
  Array.from({ length: Math.abs(to - from) + 1 }, (_, index) => from + index * Math.sign(to - from || 1))
const page = (numbers: number[], next_cursor: string | null = null) => ({
  stores: numbers.map((n) => store(n)),
  next_cursor,
})
const numbersOf = (lists: Lists) => visibleIds(lists).map((id) => Number(id.split('-')[1]))
const event = (n: number, over: Partial<StoreEvent>): StoreEvent => ({
  id: n,
  store_id: `shop-${n}-aaaaaa`,
  operation_id: null,
  actor: 'poller',
  at: second(1_000),
  kind: 'transition',
  from: null,
  to: null,
  step: null,
  code: null,
  message: null,
  request_id: null,
  ...over,
})

test('what needs somebody comes first, and each group newest first', () => {
  let lists = withFirstPage(noLists(), 'ready', page(range(9, 5)), noFilter)
  for (const one of [
    failed(1),
    failed(2),
    ill(3),
    store(4, { status: 'DELETING', health: null }),
    store(10, { status: 'SUSPENDED', health: null }),
  ])
    lists = withStore(lists, one, noFilter)
  expect(numbersOf(lists)).toEqual([2, 1, 3, 4, 9, 8, 7, 6, 5, 10])
})

test('pages follow each other, and the first one read anew leaves the deeper ones where they are', () => {
  const first = withFirstPage(noLists(), 'ready', page(range(9, 7), 'a'), noFilter)
  const both = withNextPage(first, 'ready', page(range(6, 4), 'b'), noFilter)
  expect(numbersOf(both)).toEqual(range(9, 4))
  const again = withFirstPage(both, 'ready', page([11, 10, 9], 'x'), noFilter)
  expect(numbersOf(again)).toEqual([11, 10, 9, 8, 7, 6, 5, 4])
  expect(again.ready.cursor).toBe('b')
  expect(rowsOf(again).at(-1)).toEqual({ kind: 'more', key: 'ready' })
})

test('what the first page no longer holds is gone from it', () => {
  const before = withFirstPage(noLists(), 'ready', page([5, 4, 3]), noFilter)
  expect(numbersOf(withFirstPage(before, 'ready', page([5, 3]), noFilter))).toEqual([5, 3])
  expect(numbersOf(withFirstPage(before, 'ready', page([]), noFilter))).toEqual([])
})

test('a store behind the last page that was read waits for its page', () => {
  const first = withFirstPage(noLists(), 'ready', page(range(9, 7), 'a'), noFilter)
  expect(numbersOf(withStore(first, store(3), noFilter))).toEqual([9, 8, 7])
  expect(numbersOf(withStore(first, store(10), noFilter))).toEqual([10, 9, 8, 7])
})

test('stores that are not well come with the overview, and go back when they are well', () => {
  const lists = withFirstPage(noLists(), 'ready', page([3, 2, 1]), noFilter)
  const told = withDegraded(lists, { degraded: [ill(2)] } as Parameters<typeof withDegraded>[1], noFilter)
  expect(numbersOf(told)).toEqual([2, 3, 1])
  expect(numbersOf(withStore(told, store(2), noFilter))).toEqual([3, 2, 1])
})

test('filters leave out what they do not mean, DELETED stores unless they are meant', () => {
  const gone = store(1, { status: 'DELETED', health: null })
  expect(numbersOf(withStore(noLists(), gone, noFilter))).toEqual([])
  expect(numbersOf(withStore(noLists(), gone, { ...noFilter, status: 'DELETED' }))).toEqual([1])
  expect(askedStatuses(noFilter)).not.toContain('DELETED')
  const medusa = { ...noFilter, engine: 'medusa' as const }
  expect(numbersOf(withStore(noLists(), store(1), medusa))).toEqual([])
  expect(numbersOf(withStore(noLists(), store(12), { ...noFilter, q: 'SHOP-1' }))).toEqual([12])
  expect(numbersOf(withStore(noLists(), store(2), { ...noFilter, q: 'shop-1' }))).toEqual([])
})

describe('an event', () => {
  const lists = withFirstPage(
    noLists(),
    'provisioning',
    { stores: [store(1, { status: 'PROVISIONING', health: null })], next_cursor: null },
    noFilter,
  )

  test('moves its store at once, with what it says', () => {
    const moved = withEvents(
      lists,
      [event(1, { to: 'FAILED', code: 'crash_loop', message: 'Pods not ready: web' })],
      noFilter,
    )
    expect(moved.failed.stores).toMatchObject([
      { status: 'FAILED', failure_code: 'crash_loop', failure_reason: 'Pods not ready: web' },
    ])
    expect(moved.provisioning.stores).toEqual([])
    const gone = withEvents(
      moved,
      [event(1, { to: 'DELETING', step: 'uninstall' }), event(1, { to: 'DELETED' })],
      noFilter,
    )
    expect(numbersOf(gone)).toEqual([])
  })

  test('that is older than what was read changes nothing', () => {
    const late = event(1, { to: 'FAILED', at: second(0), code: 'crash_loop', message: 'x' })
    expect(withEvents(lists, [late], noFilter)).toBe(lists)
  })

  test('about a store that is not in sight changes nothing', () => {
    expect(withEvents(lists, [event(7, { to: 'READY' })], noFilter)).toBe(lists)
  })
})

test('whatever comes in whatever order, no store stands twice and each group is in order', () => {
  const any = fc.tuple(
    fc.nat(30),
    fc.constantFrom('READY', 'SUSPENDED', 'FAILED', 'DELETING', 'PROVISIONING', 'DELETED', 'ill', 'gone', 'page'),
  )
  fc.assert(
    fc.property(fc.array(any, { maxLength: 60 }), (steps) => {
      let lists = noLists()
      for (const [n, what] of steps) {
        if (what === 'gone') lists = withoutStore(lists, store(n).id)
        else if (what === 'page')
          lists = withFirstPage(lists, 'ready', page(range(n + 5, n), n % 2 ? 'c' : null), noFilter)
        else if (what === 'ill') lists = withStore(lists, ill(n), noFilter)
        else lists = withStore(lists, store(n, { status: what, health: null }), noFilter)
        const ids = visibleIds(lists)
        expect(new Set(ids).size).toBe(ids.length)
        for (const key of groupKeys) {
          const times = lists[key].stores.map(({ created_at }) => created_at)
          expect(times).toEqual(times.toSorted().reverse())
        }
      }
    }),
    { numRuns: 300 },
  )
})
