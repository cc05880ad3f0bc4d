// Answers as the engine of the store would, by the label on its Ingress or Service.
import type { IncomingHttpHeaders } from 'node:http'
import type { Cluster } from '../cluster.ts'
import type { Backend } from './find-backend.ts'
import { medusa } from './medusa.ts'
import { woocommerce } from './woocommerce.ts'

export interface Page {
  status: number
  body: string
  type?: string
  location?: string
}

export interface Visit {
  host: string
  path: string
  headers: IncomingHttpHeaders
}

const label = 'storeplane.dev/engine'

export function answerAsEngine(cluster: Cluster, { ingress, service }: Backend, visit: Visit): Page {
  const engine = ingress.metadata.labels?.[label] ?? service.metadata.labels?.[label]
  if (engine === 'woocommerce') return woocommerce(cluster, ingress, visit)
  if (engine === 'medusa') return medusa(visit)
  return { status: 200, body: `A simulated service answers here: ${service.metadata.name} behind ${visit.host}\n` }
}
