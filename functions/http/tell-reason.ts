// Who may learn of the control plane's inside: paths, hosts and addresses are told to its operators alone.
import type { Access } from './deps.ts'

/** The same fault in two sentences: one with paths, hosts and addresses, one without. */
export type Reason = { inside: string; outside: string }

/** Undefined: nobody knows who asks. */
export function tellReason({ inside, outside }: Reason, access: Access | undefined): string {
  const seesInside = access?.scopes.some((scope) => scope === 'admin' || scope === 'metrics') ?? false
  return seesInside ? inside : outside
}
