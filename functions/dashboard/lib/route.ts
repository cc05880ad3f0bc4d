// What the address says: which view, and which stores; every address can be kept and sent.
import type { Engine, Status } from '../api/shapes.ts'

export type Filter = { q: string; status: Status | null; engine: Engine | null }
export type Route = { view: 'stores' | 'overview' | 'store'; storeId: string; filter: Filter }

export const statuses: readonly Status[] = ['FAILED', 'DELETING', 'PROVISIONING', 'READY', 'DELETED']
export const engines: readonly Engine[] = ['woocommerce', 'medusa']

export function parseRoute(search: string): Route {
  const given = new URLSearchParams(search)
  const storeId = given.get('store') ?? ''
  const filter = {
    q: (given.get('q') ?? '').slice(0, 40),
    status: oneOf(statuses, given.get('status')),
    engine: oneOf(engines, given.get('engine')),
  }
  const view = storeId !== '' ? 'store' : given.get('view') === 'overview' ? 'overview' : 'stores'
  return { view, storeId, filter }
}

/** The address of a view, relative to the page. */
export function hrefOf({ view, storeId, filter }: Route): string {
  const said = new URLSearchParams()
  if (view === 'store') said.set('store', storeId)
  if (view === 'overview') said.set('view', 'overview')
  if (view === 'stores') for (const [name, value] of Object.entries(filter)) if (value) said.set(name, value)
  return said.size === 0 ? './' : `./?${said}`
}

export const noFilter: Filter = { q: '', status: null, engine: null }

function oneOf<T extends string>(known: readonly T[], text: string | null): T | null {
  return known.find((one) => one === text?.toUpperCase() || one === text?.toLowerCase()) ?? null
}
