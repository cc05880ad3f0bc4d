// The counters of this process's requests, for GET /metrics.
import { Counter, Histogram, Registry } from 'prom-client'

export type HttpMetrics = { registry: Registry; requests: Counter; seconds: Histogram }

export function makeHttpMetrics(): HttpMetrics {
  const registry = new Registry()
  const registers = [registry]
  return {
    registry,
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
