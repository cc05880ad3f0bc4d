// A lease in memory, for what an action makes of a store and of Helm's answer; nothing of it is written.
import type { Lease } from '../../../poller/leases/index.ts'
import type { WorkDeps } from '../../../poller/work-deps.ts'
import { systemClock } from '../../../shared/clock.ts'
import { bindRedactor } from '../../../shared/credentials.ts'
import type { Operation } from '../../../shared/operations/index.ts'
import { makeStore } from '../../support/store-factory.ts'
import { config, emptyCluster } from '../ticking.ts'

export function leaseOf(operation: Partial<Operation> = {}): Lease {
  const store = makeStore({ keyId: config.secretKeys[0]?.id ?? null, operation })
  return { store, redact: bindRedactor(store, config.secretKeys), signal: new AbortController().signal }
}

export function depsOf(over: Partial<WorkDeps> = {}): WorkDeps {
  return { config, clock: systemClock, cluster: emptyCluster(), random: () => 1, ...over } as WorkDeps
}
