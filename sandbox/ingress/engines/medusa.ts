// A Medusa, as far as a probe and a curious visitor look.
import { html } from '../html.ts'
import type { Page, StandIn, Visit } from './stand-in.ts'

const keyHeader = 'x-publishable-api-key'
const keyMissing = {
  type: 'not_allowed',
  message: `Publishable API key required in the request header: ${keyHeader}. You can manage your keys in settings in the dashboard.`,
}

/** No image of Medusa is published, so the chart has none; here any name does. */
const values = { medusa: { image: 'sandbox.invalid/medusa:2' } }

export const medusa: StandIn = { engine: 'medusa', answer, values }

function answer({ host, path, headers }: Visit): Page {
  const page = (title: string, ...paragraphs: string[]): Page => ({
    status: 200,
    type: 'text/html',
    body: html(title, paragraphs),
  })
  const clean = path.replace(/(.)\/$/, '$1')
  if (clean === '/')
    return page(host, 'A simulated Medusa store.', '<a href="/app">/app</a> is its admin, /store its API.')
  if (clean === '/health') return { status: 200, body: 'OK' }
  if (clean === '/app' || clean.startsWith('/app/'))
    return page(`Medusa Admin – ${host}`, 'Log in to manage the store.')
  if (clean === '/store/products')
    return headers[keyHeader] ? json(200, { products: [], count: 0, offset: 0, limit: 50 }) : json(400, keyMissing)
  return json(404, { type: 'not_found', message: `Cannot GET ${path}` })
}

const json = (status: number, body: object): Page => ({ status, type: 'application/json', body: JSON.stringify(body) })
