// The scenarios that a real cluster is tested with, on the sandbox: those that can share one control plane, which takes little time.
import { catalogue } from '../scenarios/catalogue.ts'
import { runScenarios } from '../scenarios/run-scenarios.ts'
import { sandboxWorld } from '../scenarios/worlds/sandbox.ts'

runScenarios(
  sandboxWorld(),
  catalogue.filter(({ own, alone, defaults }) => !own && !alone && !defaults),
)
