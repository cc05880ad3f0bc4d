// A world that scenarios are played in: the sandbox, or a real cluster.
import type { Scenario } from './scenario.ts'
import type { Stage, Versions, WorldName } from './stage.ts'

export type World = {
  name: WorldName
  /** For one scenario, its set-up and clean-up included. */
  timeoutMs: number
  open(scenario: Scenario): Promise<Stage>
  versions(): Promise<Versions>
  close(): Promise<void>
}
