// Twenty stores with one poller: all READY, all DELETED, nothing left; and what that costs the API server, by its own count.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keepFinding } from '../scenarios/evidence.ts'
import { eventually } from '../support/eventually.ts'
import type { StoreBody } from '../support/stack.ts'
import { type ClusterPlane, startOnCluster } from './cluster.ts'
import { type Requests, type ToldApart, tellApart } from './told-apart.ts'

let plane: ClusterPlane
let counter: ToldApart
beforeAll(async () => {
  plane = await startOnCluster({ STORE_CHECK_INTERVAL_SECONDS: '1', PROVISIONING_TIMEOUT_SECONDS: '600' })
  const helm = process.env['STOREPLANE_TEST_HELM'] ?? ''
  counter = await tellApart({ folder: plane.folder, kubeconfig: process.env['KUBECONFIG'] ?? '', helm })
})
afterAll(async () => {
  await plane.stop()
  await counter?.remove()
})

const count = 20

test('twenty stores with one poller: all READY, all DELETED, nothing left; looking after twenty costs the API server no more requests than after one', async () => {
  const poller = plane.startPoller(['--watch'], counter.environment)
  const first = await plane.create('first', 'woocommerce')
  await plane.until(first.id, 'READY', 120_000)
  const perSweepOfOne = await requestsPerSweep()

  const before = await counter.count()
  const sweepsBefore = await sweepsSoFar()
  const beganMs = performance.now()
  const others = await Promise.all(
    Array.from({ length: count - 1 }, (_, n) => plane.create(`store-${n}`, n % 2 ? 'woocommerce' : 'medusa')),
  )
  await Promise.all(others.map(({ id }) => plane.until(id, 'READY', 400_000)))
  const allReadyMs = performance.now() - beganMs
  const sweepsMeanwhile = (await sweepsSoFar()) - sweepsBefore
  const allReady = await counter.count()
  const perSweepOfTwenty = await requestsPerSweep()

  const stores = [first, ...others]
  const rows = await plane.database.query(
    'SELECT DISTINCT status, attempts FROM stores JOIN operations ON operations.store_id = stores.id',
  )
  expect(rows).toEqual([{ status: 'READY', attempts: 0 }])
  const beforeRemoval = await counter.count()
  const removalMs = performance.now()
  const sweepsThen = await sweepsSoFar()
  await Promise.all(stores.map(({ id }) => plane.call('DELETE', `/api/v1/stores/${id}`)))
  await Promise.all(stores.map(({ id }) => plane.until(id, 'DELETED', 300_000)))
  const allDeletedMs = performance.now() - removalMs
  const end = await counter.count()
  const sweepsAtEnd = await sweepsSoFar()
  for (const store of stores) expect(await plane.leftOf(store)).toEqual([])
  expect(await poller.stop()).toBe(0)

  keepFinding('twenty-stores', {
    allReadySeconds: allReadyMs / 1000,
    allDeletedSeconds: allDeletedMs / 1000,
    perSweepOfOne,
    perSweepOfTwenty,
    installEachOfMany: perStore(withoutSweeps(difference(before, allReady), sweepsMeanwhile, perSweepOfTwenty), others),
    removalEachOfMany: perStore(
      withoutSweeps(difference(beforeRemoval, end), sweepsAtEnd - sweepsThen, perSweepOfTwenty),
      stores,
    ),
  })
  expect(perSweepOfTwenty.poller).toBeLessThanOrEqual(Math.ceil(perSweepOfOne.poller))
  expect(perSweepOfTwenty.helm).toBe(0)
}, 900_000)

/** Over at least five sweeps, from the end of one to the end of another. */
async function requestsPerSweep(): Promise<Requests> {
  const from = await nextSweep(0)
  const before = await counter.count()
  const to = await nextSweep(from + 5)
  const { poller, helm } = difference(before, await counter.count())
  return { poller: poller / (to - from), helm: helm / (to - from) }
}

async function sweepsSoFar(): Promise<number> {
  const [turn] = await plane.database.query<{ token: number }>("SELECT token FROM leases WHERE name = 'sweep'")
  return turn?.token ?? 0
}

function withoutSweeps({ poller, helm }: Requests, sweeps: number, each: Requests): Requests {
  return { poller: poller - sweeps * each.poller, helm }
}

/** The number of the sweep that has just ended, `atLeast` that one. */
async function nextSweep(atLeast: number): Promise<number> {
  const wanted = Math.max(atLeast, (await sweepsSoFar()) + 1)
  return eventually(
    async () => {
      const [turn] = await plane.database.query<{ token: number; holder: string | null }>(
        "SELECT token, holder FROM leases WHERE name = 'sweep'",
      )
      return turn !== undefined && turn.holder === null && turn.token >= wanted && turn.token
    },
    { deadlineMs: 60_000, everyMs: 5, what: `sweep ${wanted}` },
  )
}

function difference(before: Requests, after: Requests): Requests {
  return { poller: after.poller - before.poller, helm: after.helm - before.helm }
}

function perStore({ poller, helm }: Requests, stores: StoreBody[]): Requests {
  return { poller: poller / stores.length, helm: helm / stores.length }
}
