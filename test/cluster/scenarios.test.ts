// The scenarios on a real cluster, from the same source as on the sandbox.
import { catalogue } from '../scenarios/catalogue.ts'
import { runScenarios } from '../scenarios/run-scenarios.ts'
import { realWorld } from '../scenarios/worlds/real-cluster.ts'

runScenarios(realWorld(), catalogue)
