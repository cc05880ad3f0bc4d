// GET /metrics: what an operator watches, for Prometheus; the stores' numbers are kept counted, not counted anew.
import { Counter, Gauge, Registry } from 'prom-client'
import { type Metrics, readMetrics } from '../../shared/stores/index.ts'
import { createApp } from '../http/create-app.ts'
import type { Deps } from '../http/deps.ts'
import { timeToReadyHistogram } from '../http/time-to-ready-histogram.ts'

export const getMetrics = ({ database, metrics }: Deps) =>
  createApp().get('/metrics', async (c) => {
    const registry = gaugesOf(await readMetrics(database))
    const text = await Registry.merge([registry, metrics.registry]).metrics()
    return c.body(text, 200, { 'Content-Type': registry.contentType })
  })

function gaugesOf(numbers: Metrics): Registry {
  const registry = new Registry()
  const add = (name: string, help: string, values: Sample[]) => addMetric(registry, { name, help, values })
  const one = (value: number) => [{ labels: {}, value }]
  add('storeplane_stores', 'Stores by status and engine', numbers.stores)
  add('storeplane_failures_total', 'Stores that became FAILED, by failure code and engine', numbers.failures)
  add(
    'storeplane_oldest_provisioning_seconds',
    'For how long the oldest PROVISIONING store has been at it',
    one(numbers.oldestProvisioningMs / 1_000),
  )
  add('storeplane_due_stores', 'Stores whose time has come and that no poller has, at most 1000', one(numbers.due))
  add('storeplane_leases_held', 'Stores that a poller is working on', one(numbers.leased))
  add('storeplane_pollers', 'Pollers of the last day by state', numbers.pollers)
  if (numbers.tickAgeMs !== null)
    add(
      'storeplane_poller_tick_age_seconds',
      'How long ago the latest tick of any poller was noted',
      one(numbers.tickAgeMs / 1_000),
    )
  if (numbers.ticks.length > 0)
    add(
      'storeplane_ticks_total',
      'Ticks of each poller of the last day, noted with its heartbeat every 10 seconds at most',
      numbers.ticks,
    )
  registry.registerMetric(timeToReadyHistogram(numbers.readySeconds))
  return registry
}

type Sample = { labels: Record<string, string>; value: number }

function addMetric(registry: Registry, { name, help, values }: { name: string; help: string; values: Sample[] }): void {
  const options = { name, help, labelNames: Object.keys(values[0]?.labels ?? {}), registers: [registry] }
  if (name.endsWith('_total')) {
    const counter = new Counter(options)
    for (const { labels, value } of values) counter.inc(labels, value)
  } else {
    const gauge = new Gauge(options)
    for (const { labels, value } of values) gauge.set(labels, value)
  }
}
