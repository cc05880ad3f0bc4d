// The newest warnings in a store's namespace.

import type { KubeObject } from '../../shared/kubernetes/open-cluster.ts'
import type { Store } from '../../shared/stores/index.ts'
import type { WorkDeps } from '../work-deps.ts'
import { type Clean, oneLine, type Section } from './section.ts'

type Warning = KubeObject & {
  involvedObject?: { kind?: string; name?: string }
  reason?: string
  message?: string
  count?: number
  eventTime?: string | null
  lastTimestamp?: string | null
  series?: { count?: number; lastObservedTime?: string }
}

const kept = 20
/** One page of the API, which is in the order of names: so more are read than are kept. */
const looked = 500

export async function readWarnings(
  { namespace }: Store,
  timeoutMs: number,
  { cluster }: WorkDeps,
  clean: Clean,
): Promise<Section> {
  try {
    const question = { resource: 'events', namespace, fieldSelector: 'type=Warning', limit: looked, timeoutMs } as const
    const warnings = (await cluster.list(question)).items as Warning[]
    const newest = warnings.toSorted((a, b) => timeOf(b).localeCompare(timeOf(a))).slice(0, kept)
    if (newest.length === 0) return { title: 'No warning events in its namespace.', lines: [] }
    return { title: 'Warning events of its namespace, newest first:', lines: newest.map((one) => describe(one, clean)) }
  } catch (error) {
    return { title: `Its warning events could not be read: ${oneLine((error as Error).message, clean)}`, lines: [] }
  }
}

function describe(warning: Warning, clean: Clean): string {
  const { involvedObject: { kind = '', name = '' } = {}, reason = '', message = '', series, count } = warning
  const times = series?.count ?? count ?? 1
  const about = `${timeOf(warning)} ${reason}, ${kind} ${name}${times > 1 ? ` (${times} times)` : ''}`
  return oneLine(`${about}: ${message}`, clean)
}

function timeOf({ series, lastTimestamp, eventTime, metadata }: Warning): string {
  return series?.lastObservedTime ?? lastTimestamp ?? eventTime ?? metadata.creationTimestamp ?? ''
}
