// Many stores from their rows to their last deployed release: by the poller, and by the bare loop of `helm install`.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { systemClock } from '../../../shared/clock.ts'
import type { Database } from '../../../shared/database/database.ts'
import { readInstallationId } from '../../../shared/installation.ts'
import { eventually } from '../../support/eventually.ts'
import { baseEnvironment } from '../../support/stack.ts'
import type { Bench } from '../measure.ts'
import { type MemorySample, sampleMemory } from './memory.ts'
import { openPlane } from './open-plane.ts'
import { type LoggedProgram, startBundle, startSource } from './start-logged.ts'

/** `settings` name the cluster, the chart and its values. */
export type DrainOptions = {
  stores: number
  settings: Record<string, string>
  deadlineMs: number
  /** Told before anything is installed: whose namespaces these will be. */
  owns?: (installation: string) => void
}

export type Drained = {
  seconds: number
  memory: MemorySample[]
  database: Database
  poller: LoggedProgram
  environment: Record<string, string>
  installation: string
}

let bareLoops = 0

/** From the start of the poller's process to the end of the last `helm install`. The poller goes on until the caller ends it. */
export async function drainByPoller(
  bench: Bench,
  { stores, settings, deadlineMs, owns }: DrainOptions,
): Promise<Drained> {
  const names = Array.from({ length: stores }, (_, n) => `drained-${n}`)
  const { database, environment } = await openPlane(bench, { names, settings })
  const installation = await readInstallationId(database)
  owns?.(installation)
  const startedAtMs = systemClock.nowMs()
  const poller = startBundle(bench, { name: 'poller', args: ['--watch'], env: environment })
  const memory = sampleMemory(poller.pid)
  try {
    const lastAtMs = await lastInstallAtMs(database, poller, { stores, deadlineMs })
    return {
      seconds: (lastAtMs - startedAtMs) / 1_000,
      memory: memory.stop(),
      database,
      poller,
      environment,
      installation,
    }
  } finally {
    memory.stop()
  }
}

/** The step `release` ends when its Helm has. The times are the database's, whose clock is this machine's. */
async function lastInstallAtMs(
  database: Database,
  poller: LoggedProgram,
  { stores, deadlineMs }: { stores: number; deadlineMs: number },
): Promise<number> {
  const look = async () => {
    if (poller.child.exitCode !== null) throw new Error(`the poller ended: ${poller.log().slice(-500)}`)
    const [row] = await database.query<{ ended: number; at: number; failed: number }>(
      `SELECT (SELECT count(*) FROM events WHERE kind = 'step' AND step = 'release') AS ended,
        (SELECT max(at) FROM events WHERE kind = 'step' AND step = 'release') AS at,
        (SELECT count(*) FROM stores WHERE status = 'FAILED') AS failed`,
    )
    if ((row?.failed ?? 0) > 0) throw new Error(`${row?.failed} stores FAILED`)
    return row?.ended === stores ? row.at : undefined
  }
  return eventually(look, { deadlineMs, everyMs: 200, what: `${stores} installed releases` })
}

/** Seconds that the bare loop took for as many stores on the same kind of cluster. */
export async function drainByBareLoop(
  bench: Bench,
  { stores, settings, deadlineMs, installation }: DrainOptions & { installation: string },
): Promise<number> {
  const folder = join(bench.folder, `bare-${++bareLoops}`)
  mkdirSync(folder)
  const env = { ...baseEnvironment(folder), ...settings }
  const loop = startSource(bench, { name: 'bare-helm-loop', args: [String(stores), installation], env })
  return Number(await loop.printed(/installed in ([\d.]+) s/, deadlineMs))
}
