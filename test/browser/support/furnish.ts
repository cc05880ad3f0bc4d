// A small town of shops for what is looked at: some ready, one that fails, one on its way, one not well, one that cannot go.
import { eventually } from '../../support/eventually.ts'
import { setRow } from '../../support/place-store.ts'
import type { Stack } from '../../support/stack.ts'
import { placeReady } from './place-many.ts'

const names =
  'acorn-books blue-door-bakery cedar-and-salt copper-kettle daylight-bikes east-harbor-tea field-notes fig-and-thyme good-rope-co hearth-ceramics ida-knits juniper-soap kite-loft little-atlas lumen-lamps mill-street-coffee moss-garden north-wind-gear oak-and-ember paper-lantern pine-press quiet-waters red-fox-records river-stone-studio salt-flat-surf sunday-linen tall-ship-rum teal-and-tin two-rivers-cheese velvet-antler west-end-vinyl wild-clover'
    .split(' ')
    .toReversed()

/** The poller that makes the first few for real must not look after those that only stand in the database. */
export const furnishSettings = { STORE_CHECK_INTERVAL_SECONDS: '0' }

/** Resolves with the ids of the stores that are not ready. */
export async function furnish(stack: Stack): Promise<Record<'failed' | 'coming' | 'ill' | 'stuck', string>> {
  await placeReady(stack.database, names)
  await stack.sandbox.setScenario({
    rules: [
      {
        match: { namespace: 'store-harbor-*', labels: { 'app.kubernetes.io/component': 'setup' } },
        fault: 'failing_job',
        exitCode: 1,
        log: 'Error: the product import stopped at line 212',
        backoffMs: 100,
      },
      {
        match: { namespace: 'store-harbor-*', kind: 'Job' },
        fault: 'failing_job',
        exitCode: 1,
        log: ['Importing products', 'Error: the product import stopped at line 212'],
        backoffMs: 100,
      },
      { match: { namespace: 'store-olive-*', kind: 'Deployment' }, fault: 'slow', delayMs: 600_000 },
    ],
  })
  stack.startPoller()
  const failed = (await stack.create('harbor-roasters')).id
  const coming = (await stack.create('olive-branch', 'medusa')).id
  await stack.until(failed, 'FAILED', 40_000)
  await eventually(async () => (await stepOf(stack, coming)) === 'web', { deadlineMs: 30_000 })
  const [ill, stuck] = ['moss-garden', 'kite-loft'].map((name) => `${name}-aaaaaa`) as [string, string]
  await stack.call('DELETE', `/api/v1/stores/${stuck}`)
  const reason = 'Deployment web: 0 of 1 pods ready, container shop ended with exit code 137 (OOMKilled)'
  await setRow(stack.database, ill, { store: { health: 'degraded', health_reason: reason } })
  const blocked = 'PersistentVolumeClaim data-database-0 is held by kubernetes.io/pvc-protection'
  await setRow(stack.database, stuck, {
    step: 'namespace_removal',
    store: { due_at: Date.now() + 86_400_000, updated_at: Date.now() - 1_260_000 },
    operation: { state: 'running', message: `Waiting for the namespace to be removed: ${blocked}` },
  })
  return { failed, coming, ill, stuck }
}

async function stepOf(stack: Stack, id: string): Promise<string | undefined> {
  const { body } = await stack.call('GET', `/api/v1/stores/${id}`)
  return (body['progress'] as { step: string } | null)?.step
}
