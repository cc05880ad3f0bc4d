// On whose behalf a statement runs: an owner sees its own stores only, an administrator those of all owners.

export type Caller = {
  owner: string
  allOwners: boolean
  /** Null for a caller who needs no key. */
  keyId: string | null
}

/** The caller on a machine where no key was ever made. */
export const localCaller: Caller = { owner: 'default', allOwners: true, keyId: null }

/** How events and operations name the caller: `<key id>:<owner>`, `local:<owner>` without a key. */
export function actorOf({ keyId, owner }: Caller): string {
  return `${keyId ?? 'local'}:${owner}`
}

export function owns({ owner, allOwners }: Caller, row: { owner: string }): boolean {
  return allOwners || row.owner === owner
}

/** A condition on `owner` of a row, with its binds; `table` is where the column is looked for. */
export function ownedBy(caller: Caller, table = ''): { condition: string; args: Record<string, string> } {
  if (caller.allOwners) return { condition: '1 = 1', args: {} }
  return { condition: `${table && `${table}.`}owner = :caller_owner`, args: { caller_owner: caller.owner } }
}
