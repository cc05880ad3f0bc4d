// Drains on a simulated cluster that is new each time, so that neither contender finds what another has left.
import type { Bench } from '../measure.ts'
import { type Drained, drainByBareLoop, drainByPoller } from './drain.ts'
import { type BenchSandbox, startSandbox } from './start-sandbox.ts'

export type DrainedOnSandbox = Drained & { sandbox: BenchSandbox; requests: number }

export async function pollerOnSandbox(
  bench: Bench,
  { stores, deadlineMs }: { stores: number; deadlineMs: number },
): Promise<DrainedOnSandbox> {
  const sandbox = await startSandbox(bench)
  const drained = await drainByPoller(bench, { stores, settings: sandbox.settings, deadlineMs })
  return { ...drained, sandbox, requests: total(await sandbox.requests()) }
}

export async function bareLoopOnSandbox(
  bench: Bench,
  { stores, deadlineMs }: { stores: number; deadlineMs: number },
): Promise<{ seconds: number; requests: number }> {
  const sandbox = await startSandbox(bench)
  const seconds = await drainByBareLoop(bench, {
    stores,
    settings: sandbox.settings,
    deadlineMs,
    installation: '0123456789abcdef',
  })
  const requests = total(await sandbox.requests())
  await sandbox.stop()
  return { seconds, requests }
}

export function total(requests: Record<string, number>): number {
  return Object.values(requests).reduce((sum, one) => sum + one, 0)
}
