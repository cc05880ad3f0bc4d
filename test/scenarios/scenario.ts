// What a scenario is: a store asked for, something done to the world, and what must come of it in every world.
import type { Fault, Stage } from './stage.ts'

export type Engine = 'woocommerce' | 'medusa'

export type Expected = {
  status: 'READY' | 'FAILED' | 'DELETED'
  code?: string
  /** How the failure's sentence reads; its beginning is the specification's. */
  says?: RegExp
  /** What the evidence keeps of the cluster's own words. */
  evidence?: RegExp
  /** What the API tells of the cause, in `progress`, `failure_reason` or `health`, as soon as it is known. */
  told?: RegExp
  /** How the cluster itself shows the fault first, in an event or in a container's end; `told` where it is left out. */
  shown?: RegExp
  /** What makes a FAILED store READY: its cause is repaired, then retried. */
  heals?: 'by retry'
}

/** What was seen, for the table. Milliseconds since the cluster showed the fault (of which it notes whole seconds), or since it was made. */
export type Seen = { outcome: string; toldMs: number | null; settledMs: number; healed: string | null }

export type Scenario = {
  /** The row of the table, unique. */
  name: string
  /** The test's name: a guarantee. */
  promise: string
  engine?: Engine
  /** In force before the store is asked for. */
  fault?: Fault
  settings?: Record<string, string>
  /** With the thresholds that an operator has who sets none. */
  defaults?: true
  /** A control plane of its own, for what is done to pollers or concerns the whole cluster. */
  own?: true
  /** Nothing else may happen on the cluster meanwhile. */
  alone?: true
  /** Only where containers take their own time: a simulated one proves nothing by it. */
  realOnly?: true
  expected: Expected
  /** Left out: the store is asked for, watched to its end, healed where it can be, and deleted. */
  play?: (stage: Stage, scenario: Scenario) => Promise<Seen>
}
