// How many requests Apache answers at once: what the memory limit of its container holds, whichever way the limit is written.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { render } from './chart.ts'

const MiB = 2 ** 20

test.each([
  ['768Mi', 40],
  ['805306368', 40],
  ['805306368000m', 40],
  ['1.5Gi', 88],
  ['800M', 39],
  ['64Mi', 4],
  ['1Ti', 128],
])('a limit of %s is %i workers', (memory, workers) => {
  expect(workersOf(memory)).toBe(workers)
})

test('any limit that holds four workers holds all that Apache may start', () => {
  const units = { '': 1, k: 1e3, M: 1e6, G: 1e9, Ki: 2 ** 10, Mi: MiB, Gi: 2 ** 30 }
  const limit = fc
    .record({ unit: fc.constantFrom(...Object.entries(units)), mebibytes: fc.integer({ min: 192, max: 16_384 }) })
    .map(({ unit: [name, bytes], mebibytes }) => ({ number: Math.ceil((mebibytes * MiB) / bytes), name, bytes }))
  fc.assert(
    fc.property(limit, ({ number, name, bytes }) => {
      const workers = workersOf(`${number}${name}`)
      expect(workers).toBeGreaterThanOrEqual(4)
      expect(workers).toBeLessThanOrEqual(128)
      // Measured with the real plugin: 14 MiB for each, about 30 MiB that all share.
      expect((30 + 14 * workers) * MiB).toBeLessThan(number * bytes)
    }),
    { numRuns: 15 },
  )
})

test('a download may take half of the time that the set-up Job has', () => {
  const job = render('woocommerce', { environment: 'local' }).find(({ kind }) => kind === 'Job')
  const env = job?.spec?.template?.spec.initContainers?.[0]?.env ?? []
  expect(job?.spec?.activeDeadlineSeconds).toBe(510)
  expect(env.find(({ name }) => name === 'PLUGIN_DEADLINE_SECONDS')?.value).toBe('255')
})

function workersOf(memory: string): number {
  const manifests = render('woocommerce', { set: [`woocommerce.resources.web.limits.memory=${memory}`] })
  const ports = manifests.find(({ kind }) => kind === 'ConfigMap')?.data?.['ports.conf'] ?? ''
  return Number(/^MaxRequestWorkers (\d+)$/m.exec(ports)?.[1])
}
