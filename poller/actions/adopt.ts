// Takes a release for the store's own that is there already: its identity is fixed as an install would fix it.
import { text } from '../../shared/safe-text.ts'
import { toWaiting } from '../../shared/stores/patches.ts'
import type { Lease } from '../leases/index.ts'
import type { WorkDeps } from '../work-deps.ts'
import { fixIdentity } from './fix-identity.ts'
import type { Outcome } from './outcome.ts'

export async function adopt(lease: Lease, deps: WorkDeps): Promise<Outcome | null> {
  const fixed = await fixIdentity(lease, deps)
  if (fixed === null || 'patch' in fixed) return fixed
  return { store: fixed.store, patch: toWaiting({ step: 'volumes', message: text`Waiting for its pods` }) }
}
