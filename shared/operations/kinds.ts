// The kinds of operation that this version knows: from which statuses each starts, and its steps with the queue of each.
// The database holds the same lists as rows.
import type { Status } from '../stores/state-machine.ts'

/** What limits how many run at once: Helm's installs, Helm's removals, and everything that needs no Helm. */
export const queues = ['helm_install', 'helm_remove', 'check'] as const
export type Queue = (typeof queues)[number]

export const operationKinds = ['create', 'retry', 'delete'] as const
export type OperationKind = (typeof operationKinds)[number]

export const operationStates = ['queued', 'running', 'succeeded', 'rolled_back', 'failed', 'cancelled'] as const
export type OperationState = (typeof operationStates)[number]

const provisioning = [
  { name: 'queued', queue: 'helm_install' },
  { name: 'namespace', queue: 'helm_install' },
  { name: 'release', queue: 'helm_install' },
  { name: 'volumes', queue: 'check' },
  { name: 'database', queue: 'check' },
  { name: 'cache', queue: 'check' },
  { name: 'setup', queue: 'check' },
  { name: 'web', queue: 'check' },
  { name: 'url', queue: 'check' },
] as const

const removal = [
  { name: 'uninstall', queue: 'helm_remove' },
  { name: 'namespace_removal', queue: 'check' },
] as const

export type Step = (typeof provisioning | typeof removal)[number]['name']
export const steps: readonly Step[] = [...provisioning, ...removal].map(({ name }) => name)

type KindTraits = {
  /** A store in one of these may be asked for it; `create` makes its store. */
  from: readonly Status[]
  /** The status of the store while it runs. */
  during: Status
  /** Whether a request may take it back before it has ended. */
  cancellable: boolean
  steps: readonly [{ name: Step; queue: Queue }, ...{ name: Step; queue: Queue }[]]
}

export const kindTraits: Record<OperationKind, KindTraits> = {
  create: { from: [], during: 'PROVISIONING', cancellable: true, steps: provisioning },
  retry: { from: ['FAILED'], during: 'PROVISIONING', cancellable: true, steps: provisioning },
  delete: {
    from: ['PROVISIONING', 'READY', 'SUSPENDED', 'FAILED'],
    during: 'DELETING',
    cancellable: false,
    steps: removal,
  },
}

export function firstStep(kind: OperationKind): { name: Step; queue: Queue } {
  return kindTraits[kind].steps[0]
}

/** Throws where the kind has no such step. */
export function queueOf(kind: OperationKind, step: Step): Queue {
  const found = kindTraits[kind].steps.find(({ name }) => name === step)
  if (found === undefined) throw new Error(`the operation ${kind} has no step ${step}`)
  return found.queue
}
