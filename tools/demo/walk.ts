// The demo's walk: ask for a store of each engine, watch them become READY, look at them, delete them, and see that nothing is left.
import { setTimeout as delay } from 'node:timers/promises'
import { systemClock } from '../../shared/clock.ts'
import { openLocal } from '../../shared/database/open-local.ts'
import { type EventView, getShop, openApi, type StoreView } from './api.ts'
import type { Stack } from './stack.ts'

type Say = (line: string) => void
type Walk = { stack: Stack; say: Say; deadlineMs: number }
type Api = ReturnType<typeof openApi>

export async function makeStores({ stack, say, deadlineMs }: Walk): Promise<StoreView[]> {
  const api = openApi(stack.apiUrl)
  const engines = await api.engines()
  const asked = await Promise.all(engines.map((engine) => api.create(`${engine}-demo`, engine)))
  for (const { id, engine, status } of asked) say(`POST /api/v1/stores  ${engine}: ${id} is ${status}`)
  const stores = await Promise.all(asked.map(({ id }) => follow(api, id, 'READY', { say, deadlineMs })))
  for (const store of stores) await showShop(store, stack, say)
  for (const { id } of stores) showTimeline(id, await api.events(id), say)
  return stores
}

export async function removeStores(stores: StoreView[], { stack, say, deadlineMs }: Walk): Promise<void> {
  const api = openApi(stack.apiUrl)
  for (const { id } of stores) say(`DELETE /api/v1/stores/${id}: ${(await api.remove(id)).message}`)
  await Promise.all(stores.map(({ id }) => follow(api, id, 'DELETED', { say, deadlineMs })))
  await showNothingLeft(stores, stack, say)
}

async function follow(
  api: Api,
  id: string,
  goal: string,
  { say, deadlineMs }: { say: Say; deadlineMs: number },
): Promise<StoreView> {
  const until = systemClock.monotonicMs() + deadlineMs
  let shown = ''
  while (systemClock.monotonicMs() < until) {
    const store = await api.get(id)
    const line = describe(store)
    if (line !== shown) say(`  ${id}  ${line}`)
    shown = line
    if (store.status === goal) return store
    if (store.status === 'FAILED') throw new Error(`${id} failed: ${store.failure_reason}`)
    await delay(150)
  }
  throw new Error(`${id} did not become ${goal} within ${deadlineMs / 1000} s; last seen: ${shown}`)
}

function describe({ status, progress }: StoreView): string {
  return progress ? `${status}  ${progress.step}: ${progress.message}` : status
}

async function showShop({ id, store_url }: StoreView, { ingressAddress }: Stack, say: Say): Promise<void> {
  if (store_url === null) throw new Error(`${id} is READY without a URL`)
  const { status, body } = await getShop(store_url, ingressAddress)
  if (status !== 200) throw new Error(`${store_url} answered ${status}`)
  const [, title = 'no title'] = /<title>([^<]*)<\/title>/i.exec(body) ?? []
  say(`READY  ${store_url} answers ${status}: ${title.trim()}`)
}

function showTimeline(id: string, events: EventView[], say: Say): void {
  say(`Timeline of ${id}`)
  const began = Date.parse(events[0]?.at ?? '')
  for (const { at, kind, from, to, step, message } of events) {
    const seconds = ((Date.parse(at) - began) / 1000).toFixed(1).padStart(6)
    say(`  ${seconds} s  ${kind === 'transition' ? `${from ?? 'asked for'} → ${to}` : (message ?? step)}`)
  }
}

/** Asked of the cluster and of the database themselves, not of what the programs say. */
async function showNothingLeft(stores: StoreView[], { kubeconfig, databaseFile }: Stack, say: Say): Promise<void> {
  const { openCluster } = await import('../../shared/kubernetes/open-cluster.ts')
  const cluster = openCluster({ kubeconfig, env: {}, timeoutMs: 5_000 })
  const ids = stores.map(({ id }) => id).join(',')
  const releases = await cluster.list({
    resource: 'secrets',
    labelSelector: `owner=helm,name in (${ids})`,
    metadataOnly: true,
  })
  const namespaces = await cluster.list({ resource: 'namespaces', labelSelector: `storeplane.dev/store in (${ids})` })
  cluster.close()
  const database = openLocal({ file: databaseFile, synchronous: 'NORMAL', clock: systemClock, random: Math.random })
  const leases = await database.query('SELECT id FROM stores WHERE lease_holder IS NOT NULL')
  database.close()
  const left = [releases.items.length, namespaces.items.length, leases.length]
  say(`Left: ${left[0]} releases, ${left[1]} namespaces, ${left[2]} leases`)
  if (left.some((count) => count > 0)) throw new Error('something is left behind')
}
