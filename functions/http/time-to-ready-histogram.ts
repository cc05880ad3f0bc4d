// How long stores took to become READY, as a Prometheus histogram made from the counters that the database keeps.
import type { Metric } from 'prom-client'
import type { Metrics } from '../../shared/stores/index.ts'

const name = 'storeplane_ready_seconds'

/** prom-client observes its histograms itself and cannot be given one, so this is a metric of our own. */
export function timeToReadyHistogram(numbers: Metrics['readySeconds']): Metric {
  const values = numbers.flatMap(({ engine, buckets, sum }) => {
    const sorted = buckets.toSorted((one, other) => toNumber(one.le) - toNumber(other.le))
    const counts = sorted.map((_, index) => sorted.slice(0, index + 1).reduce((total, { count }) => total + count, 0))
    return [
      ...sorted.map(({ le }, index) => line('bucket', { le, engine }, counts[index] ?? 0)),
      line('sum', { engine }, sum),
      line('count', { engine }, counts.at(-1) ?? 0),
    ]
  })
  const help = 'Seconds from the request (creation or retry) until the store was READY'
  return { name, get: async () => ({ name, help, type: 'histogram', values }) } as unknown as Metric
}

function line(part: string, labels: Record<string, string>, value: number) {
  return { metricName: `${name}_${part}`, labels, value }
}

function toNumber(le: string): number {
  return le === '+Inf' ? Number.POSITIVE_INFINITY : Number(le)
}
