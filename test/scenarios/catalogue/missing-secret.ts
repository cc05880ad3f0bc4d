// A Secret that somebody removes before the pods could read it.
import { eventually } from '../../support/eventually.ts'
import { awaitExpected, healByRetry, removeStore, storeName } from '../play.ts'
import type { Scenario } from '../scenario.ts'

export const missingSecret: Scenario = {
  name: 'missing Secret',
  promise: 'a Secret that is missing is named and fails the store; retry makes it anew, and the store READY',
  expected: {
    status: 'FAILED',
    code: 'container_config_error',
    says: /^Pods not ready: the Secret "store" is missing \(\w+\)$/,
    evidence: /pod \S+, container \S+: CreateContainerConfigError: secret "store" not found/,
    shown: /secret "store" not found/,
    told: /the Secret "store" is missing/,
    heals: 'by retry',
  },
  play: async (stage, scenario) => {
    stage.startPoller()
    const made = await stage.create(storeName(scenario))
    const path = `/api/v1/namespaces/${made.namespace}/secrets/store`
    await eventually(async () => (await stage.api('DELETE', path)).status === 200, { everyMs: 5, deadlineMs: 20_000 })
    const seen = await awaitExpected(stage, scenario, made, performance.now())
    const healed = await healByRetry(stage, made)
    await removeStore(stage, made)
    return { ...seen, healed }
  },
}
