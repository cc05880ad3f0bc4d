// The scenarios that a real cluster is tested with, on the sandbox: those that can share one control plane, which takes little time.
import { catalogue } from './catalogue.ts'
import { runScenarios } from './run-scenarios.ts'
import { sandboxWorld } from './worlds/sandbox.ts'

runScenarios(
  sandboxWorld(),
  catalogue.filter(({ own, alone, defaults }) => !own && !alone && !defaults),
)
