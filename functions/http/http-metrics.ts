// The counters of this process's requests, for GET /metrics.
import { Counter, Histogram, Registry } from 'prom-client'
import { refusalReasons } from '../connections/note-refusals.ts'

export type HttpMetrics = { registry: Registry; requests: Counter; seconds: Histogram; refused: Counter }

export function makeHttpMetrics(): HttpMetrics {
  const registry = new Registry()
  const registers = [registry]
  const refused = new Counter({
    name: 'storeplane_http_refused_total',
    help: 'What this process refused before it was a request to the API, by the code of the refusal or the bound',
    labelNames: ['reason'],
    registers,
  })
  for (const reason of refusalReasons) refused.inc({ reason }, 0)
  return {
    registry,
    refused,
    requests: new Counter({
      name: 'storeplane_http_requests_total',
      help: 'Requests answered by this process, by method, route and status',
      labelNames: ['method', 'route', 'status'],
      registers,
    }),
    seconds: new Histogram({
      name: 'storeplane_http_request_seconds',
      help: 'Seconds until a request was answered; those that ask to wait (Prefer: wait) do',
      labelNames: ['method', 'route'],
      buckets: [0.005, 0.02, 0.1, 0.5, 2, 10, 60],
      registers,
    }),
  }
}
