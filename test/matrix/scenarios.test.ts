// The scenarios on the sandbox that need a control plane of their own; scenarios-together.test.ts has the others.
import { catalogue } from '../scenarios/catalogue.ts'
import { runScenarios } from '../scenarios/run-scenarios.ts'
import { sandboxWorld } from '../scenarios/worlds/sandbox.ts'

runScenarios(
  sandboxWorld(),
  catalogue.filter(({ own, alone, defaults, realOnly }) => (own || alone || defaults) && !realOnly),
)
