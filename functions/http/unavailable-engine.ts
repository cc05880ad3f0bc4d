// Why no store of an engine can be had: the operator's own sentence may name a path of the poller's machine.
import { type Engine, engineOf } from '../../shared/engines/index.ts'
import type { Poller } from '../../shared/stores/index.ts'
import type { Reason } from './tell-reason.ts'

/** Null where a poller can install it, and where none is known: then nobody can say what it will offer. */
export function whyUnavailable(engine: Engine, pollers: readonly Poller[]): Reason | null {
  const [latest] = pollers
  if (latest === undefined || pollers.some((poller) => poller.engines[engine].available)) return null
  const { label } = engineOf(engine)
  return {
    inside: latest.engines[engine].reason ?? `No poller can install ${label}; look at its chart's values.`,
    outside: `${label} cannot be installed here: the operator has to configure it first.`,
  }
}
