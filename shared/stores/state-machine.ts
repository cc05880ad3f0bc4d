// The statuses of a store and the transitions between them: the one list; the database holds the same as rows.

export const statuses = ['PROVISIONING', 'READY', 'SUSPENDED', 'FAILED', 'DELETING', 'DELETED'] as const
export type Status = (typeof statuses)[number]

export const transitions: Record<Status, readonly Status[]> = {
  PROVISIONING: ['READY', 'FAILED', 'DELETING'],
  READY: ['SUSPENDED', 'FAILED', 'DELETING'],
  SUSPENDED: ['READY', 'FAILED', 'DELETING'],
  FAILED: ['PROVISIONING', 'READY', 'SUSPENDED', 'DELETING'],
  DELETING: ['DELETED'],
  DELETED: [],
}

export const healthStates = ['healthy', 'degraded', 'maintenance'] as const
export type Health = (typeof healthStates)[number]

export type { Engine } from '../engines/index.ts'

export function isLegal(from: Status, to: Status): boolean {
  return transitions[from].includes(to)
}
