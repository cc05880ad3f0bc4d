// Twenty seconds of chaos: everything is killed and broken at random, and at the end all is as it should be.
import { expect, test } from 'vitest'
import { runChaos } from '../chaos/run-chaos.ts'

test('however pollers and functions are killed and the API fails, stores settle with one release or none, and no promise is lost', async () => {
  const report = await runChaos({ stores: 14, seconds: 10, seed: 42, settleMs: 120_000, say: () => undefined })
  expect(report.faults).toEqual([])
  expect(report.actions).toMatchObject({ create: 14, cancel: 4, kill_poller: 13, kill_functions: 5 })
}, 180_000)
