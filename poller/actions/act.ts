// Does one short step for a store, and says what is then to be written; null when somebody else's word goes first.
import { deriveCredentials, redact } from '../../shared/credentials.ts'
import { type FailureCode, failureSentence } from '../../shared/failure-codes.ts'
import type { Step, Store } from '../../shared/stores/index.ts'
import type { Action, Wait } from '../decide.ts'
import type { Lease, NewEvent, StoreChange } from '../leases/index.ts'
import type { WorkDeps } from '../work-deps.ts'
import { deleteNamespace } from './delete-namespace.ts'
import { adopt, install } from './install.ts'
import { rollBack } from './roll-back.ts'
import { uninstall } from './uninstall.ts'

/** `dueInMs` left out: the usual rhythm. */
export type Outcome = { change: StoreChange; reachedStep?: Step; events?: NewEvent[] }
export type Failure = { step: Step; code: FailureCode; reason: string; evidence?: string }

/** `null`: the lease's signal aborted; nothing is to be written. Rejects with a ClusterError when the cluster went away. */
export async function act(lease: Lease, store: Store, action: Action, deps: WorkDeps): Promise<Outcome | null> {
  switch (action.do) {
    case 'wait':
      return waiting(action, redactor(store, deps))
    case 'ready':
      return ready(action.releaseVersion)
    case 'fail':
      return failed(action, redactor(store, deps))
    case 'install':
      return install(lease, store, deps)
    case 'adopt':
      return adopt(lease, store, deps)
    case 'uninstall':
      return uninstall(lease, store, action.because, deps)
    case 'rollback':
      return rollBack(lease, store, action.revision, deps)
    case 'delete_namespace':
      return deleteNamespace(store, action.uid, deps)
    case 'deleted':
      return { change: { status: 'DELETED', step: null, progressMessage: null, dueInMs: null } }
    default:
      return action satisfies never
  }
}

/** The one function through which every text of cluster and Helm passes on its way into a row. */
export function redactor(store: Store, { config }: Pick<WorkDeps, 'config'>): (text: string) => string {
  const key = config.secretKeys.find(({ id }) => id === store.keyId)
  const credentials = key ? deriveCredentials(key, store.id) : undefined
  return (text) => redact(text, credentials)
}

/** Settles a store as FAILED: nothing of it is touched until its owner decides. */
export function failed({ step, code, reason, evidence }: Failure, clean: (text: string) => string): Outcome {
  const sentence = failureSentence(code, clean(reason))
  return {
    change: {
      status: 'FAILED',
      step: null,
      progressMessage: null,
      failureCode: code,
      failureReason: sentence,
      dueInMs: null,
    },
    reachedStep: step,
    events: evidence ? [{ kind: 'evidence', code, message: "Helm's last output", evidence: clean(evidence) }] : [],
  }
}

function waiting({ step, message, suspicion, dueInMs }: Wait, clean: (text: string) => string): Outcome {
  return {
    change: {
      step,
      progressMessage: clean(message),
      ...(suspicion === undefined ? {} : { cause: suspicion === null ? null : JSON.stringify(suspicion) }),
      ...(dueInMs === undefined ? {} : { dueInMs }),
    },
  }
}

function ready(releaseVersion: number): Outcome {
  return {
    change: {
      status: 'READY',
      step: null,
      progressMessage: null,
      cause: null,
      attempts: 0,
      replaceRelease: false,
      health: 'healthy',
      healthReason: null,
      releaseVersion,
      dueInMs: null,
    },
  }
}
