// The newest Helm 3 and the newest Helm 4 on a real cluster: stores live, are recovered, fail, heal and go as with the usual one.
import { describe } from 'vitest'
import { buildHelm, newestHelms } from '../../tools/build-helm.ts'
import { catalogue } from '../scenarios/catalogue.ts'
import { runScenarios } from '../scenarios/run-scenarios.ts'
import { realWorld } from '../scenarios/worlds/real-cluster.ts'

const chosen = [
  'READY, WooCommerce',
  'READY, Medusa',
  'image not found',
  'machine fails in install',
  'poller killed in uninstall',
  'delete while installing',
]

describe.each(newestHelms)('%s', (name) => {
  const scenarios = catalogue.filter((scenario) => chosen.includes(scenario.name))
  runScenarios(realWorld({ helm: buildHelm(name) }), scenarios, `real cluster, ${name}`)
})
