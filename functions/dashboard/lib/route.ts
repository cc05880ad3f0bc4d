// What the address says: which view, and which stores; every address can be kept and sent.
import type { Engine, Status } from '../api/shapes.ts'

export type Filter = { q: string; status: Status | null; engine: Engine | null }
export type Route = { view: 'stores' | 'overview' | 'store'; storeId: string; filter: Filter }

export const statuses: readonly Status[] = ['FAILED', 'DELETING', 'PROVISIONING', 'READY', 'SUSPENDED', 'DELETED']

export function parseRoute(search: string): Route {
  const given = new URLSearchParams(search)
  const storeId = given.get('store') ?? ''
  const filter = {
    q: (given.get('q') ?? '').slice(0, 40),
    status: oneOf(statuses, given.get('status')),
    engine: engineIn(given.get('engine')),
  }
  const view = storeId !== '' ? 'store' : given.get('view') === 'overview' ? 'overview' : 'stores'
  return { view, storeId, filter }
}

/** Without a filter by an engine that the server does not have. */
export function withKnownEngine(route: Route, known: readonly Engine[]): Route {
  const { engine } = route.filter
  return engine === null || known.includes(engine) ? route : { ...route, filter: { ...route.filter, engine: null } }
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

/** Anything that could be an engine's name: which ones there are, the server says. */
function engineIn(text: string | null): Engine | null {
  const name = text?.toLowerCase() ?? ''
  return /^[a-z0-9-]{1,40}$/.test(name) ? (name as Engine) : null
}

function oneOf<T extends string>(known: readonly T[], text: string | null): T | null {
  return known.find((one) => one === text?.toUpperCase() || one === text?.toLowerCase()) ?? null
}
