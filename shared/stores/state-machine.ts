// The states of a store and the moves between them: the one list; a trigger in the database holds the same.

export const statuses = ['PROVISIONING', 'READY', 'FAILED', 'DELETING', 'DELETED'] as const
export type Status = (typeof statuses)[number]

export const transitions: Record<Status, readonly Status[]> = {
  PROVISIONING: ['READY', 'FAILED', 'DELETING'],
  READY: ['DELETING'],
  FAILED: ['PROVISIONING', 'DELETING', 'READY'],
  DELETING: ['DELETED'],
  DELETED: [],
}

/** What an unsettled store is at, in the order in which it passes; the first eight belong to PROVISIONING. */
export const steps = [
  'queued',
  'namespace',
  'release',
  'volumes',
  'database',
  'setup',
  'web',
  'url',
  'uninstall',
  'namespace_removal',
] as const
export type Step = (typeof steps)[number]

export const engines = ['woocommerce', 'medusa'] as const
export type Engine = (typeof engines)[number]

export function isLegal(from: Status, to: Status): boolean {
  return transitions[from].includes(to)
}
