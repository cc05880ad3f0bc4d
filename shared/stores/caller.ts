// On whose behalf a statement runs: an owner sees its own stores only, an administrator all of them.
import type { Bind } from '../database/database.ts'

export type Caller = { owner: string; everything: boolean }

/** Whoever asks without a key, on a machine where no key was ever made. */
export const localCaller: Caller = { owner: 'default', everything: true }

/** A condition on a row's `owner`, with its bind. */
export function ownedBy(caller: Caller): { condition: string; args: Bind[] } {
  return caller.everything ? { condition: '1 = 1', args: [] } : { condition: 'owner = ?', args: [caller.owner] }
}
