// Runs measures one after the other: each in a folder of its own, within its own deadline and that of the whole.
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Bench, Measure, Outcome } from './measure.ts'
import type { Entry, Machine } from './results.ts'

export type RunOptions = {
  quick: boolean
  helm: string
  machine: Machine
  folder: string
  /** When everything must have ended, on the clock of `performance.now()`. */
  untilMs: number
  /** Aborts when the user wants no more. */
  stop: AbortSignal
  say(line: string): void
}

/** Never rejects: what goes wrong with a measure is its entry's `failure`. */
export async function runMeasure(measure: Measure, options: RunOptions): Promise<Entry> {
  const { quick, machine, say } = options
  const startedMs = performance.now()
  say(`bench: ${measure.id}: ${measure.title}`)
  const { outcome, failure } = await attempt(measure, options)
  const seconds = Math.round((performance.now() - startedMs) / 1000)
  say(`bench: ${measure.id} ${failure === undefined ? 'ended' : `FAILED: ${failure}`} after ${seconds} s`)
  return {
    date: new Date().toISOString().slice(0, 10),
    seconds,
    quick,
    machine,
    rounds: outcome?.rounds ?? {},
    ...(outcome?.limits ? { limits: outcome.limits } : {}),
    ...(outcome?.notes ? { notes: outcome.notes } : {}),
    ...(failure === undefined ? {} : { failure }),
  }
}

async function attempt(
  measure: Measure,
  { quick, helm, folder: runFolder, untilMs, stop, say }: RunOptions,
): Promise<{ outcome?: Outcome; failure?: string }> {
  const folder = join(runFolder, measure.id)
  mkdirSync(folder, { recursive: true })
  const leftMs = Math.max(Math.min(measure.deadlineMs, untilMs - performance.now()), 0)
  const deadline = AbortSignal.timeout(Math.ceil(leftMs))
  const signal = AbortSignal.any([deadline, stop])
  const deferred: (() => unknown)[] = []
  const bench: Bench = { folder, quick, helm, signal, say, defer: (action) => void deferred.push(action) }
  try {
    const outcome = await Promise.race([measure.run(bench), aborted(signal)])
    requireFigures(measure, outcome)
    return { outcome }
  } catch (error) {
    if (deadline.aborted) return { failure: `it did not end within ${Math.round(leftMs / 1000)} s` }
    return { failure: stop.aborted ? 'it was interrupted' : withoutPaths(error, runFolder) }
  } finally {
    for (const action of deferred.toReversed()) await settle(action, say)
    rmSync(folder, { recursive: true, force: true })
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason)
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}

function requireFigures({ id, figures }: Measure, { rounds }: Outcome): void {
  const missing = figures.filter((figure) => (rounds[figure.id]?.length ?? 0) === 0).map((figure) => figure.id)
  if (missing.length > 0) throw new Error(`${id} gave no samples of ${missing.join(', ')}`)
}

/** The results are committed: they hold no path of the machine that made them. */
function withoutPaths(error: unknown, folder: string): string {
  const message = error instanceof Error ? error.message : String(error)
  return message.replaceAll(folder, '…').split('\n')[0]?.slice(0, 300) ?? ''
}

async function settle(action: () => unknown, say: (line: string) => void): Promise<void> {
  try {
    await action()
  } catch (error) {
    say(`bench: cleaning up: ${error instanceof Error ? error.message : error}`)
  }
}
