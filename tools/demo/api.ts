// The demo's way to the API and to the shops: plain HTTP, as any client would.
import { request } from 'node:http'

export type StoreView = {
  id: string
  name: string
  engine: string
  namespace: string
  status: string
  store_url: string | null
  progress: { step: string; message: string } | null
  failure_reason: string | null
}
export type EventView = {
  at: string
  kind: string
  from: string | null
  to: string | null
  step: string | null
  message: string | null
}

export function openApi(apiUrl: string) {
  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const answer = await fetch(`${apiUrl}/api/v1${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`)
    return JSON.parse(text) as T
  }
  return {
    /** The names of the engines that can be had, in the server's order. */
    engines: async () => {
      const { poller } = await call<{ poller: { engines: Record<string, { available: boolean }> } }>('GET', '/overview')
      return Object.keys(poller.engines).filter((name) => poller.engines[name]?.available)
    },
    create: (name: string, engine: string) => call<StoreView>('POST', '/stores', { name, engine }),
    get: (id: string) => call<StoreView>('GET', `/stores/${id}`),
    remove: (id: string) => call<{ message: string }>('DELETE', `/stores/${id}`),
    events: async (id: string) => (await call<{ events: EventView[] }>('GET', `/stores/${id}/events`)).events,
  }
}

/** GET of a shop's URL over the ingress, whatever the name service says of its host. */
export function getShop(url: string, address: string): Promise<{ status: number; body: string }> {
  const [host, port] = address.split(':')
  const { pathname, host: shop } = new URL(url)
  return new Promise((resolve, reject) => {
    const asked = request({ host, port, path: pathname, headers: { host: shop }, timeout: 5_000 }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(parts).toString() }))
    })
    asked.on('error', reject).end()
  })
}
