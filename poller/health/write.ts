// Writes what an assessment found, fenced: nothing is written where a request has changed the store meanwhile.
import type { Database } from '../../shared/database/database.ts'
import type { Log } from '../../shared/log.ts'
import type { EventOf } from '../../shared/log-events.ts'
import { type Redact, text } from '../../shared/safe-text.ts'
import type { Store } from '../../shared/stores/index.ts'
import { type Patch, toHealth, toHelmRevision, toReady, toRecoverable } from '../../shared/stores/patches.ts'
import { type NewEvent, patchStatements } from '../../shared/stores/write-patch.ts'
import type { Finding } from './assess.ts'

export type Assessment = { store: Store; findings: Finding[]; redact: Redact }

export async function write(
  { store, findings, redact }: Assessment,
  deps: { database: Database; log: Log },
): Promise<void> {
  for (const finding of findings) {
    const change = changeOf(store, finding, redact)
    if (change === null) continue
    const { patch, events = [], log } = change
    if (await writeFenced(deps.database, { store, patch, events }))
      deps.log.info({ store: store.id, ...log.fields }, log.event)
  }
}

type Change = { patch: Patch; events?: NewEvent[]; log: { event: EventOf<'info'>; fields: object } }

/** Null where the row says so already. */
function changeOf(store: Store, finding: Finding, redact: Redact): Change | null {
  switch (finding.is) {
    case 'health': {
      const { health } = finding
      const reason = finding.reason === null ? null : redact(finding.reason)
      if (health === store.health && reason === store.healthReason) return null
      return { patch: toHealth({ health, reason }), log: { event: 'store.health', fields: { health, reason } } }
    }
    case 'foreign_revision':
      return foreignRevision(store, finding.revision)
    case 'recoverable': {
      const { recoverable } = finding
      if (recoverable === store.recoverable) return null
      return { patch: toRecoverable(recoverable), log: { event: 'store.recoverable', fields: { recoverable } } }
    }
    case 'recovered': {
      const { helmRevision } = finding
      const { store: patch = {} } = toReady({ helmRevision, appliedRelease: store.appliedRelease })
      return { patch: { store: patch }, log: { event: 'store.status', fields: { status: 'READY' } } }
    }
    default:
      throw new Error(`no finding ${JSON.stringify(finding satisfies never)}`)
  }
}

function foreignRevision({ helmRevision: from }: Store, to: number): Change {
  const message = text`Its Helm release is at revision ${to} now, no longer at ${from ?? 0}: it was changed by hand`
  return {
    patch: toHelmRevision(to),
    events: [{ kind: 'note', step: null, message }],
    log: { event: 'store.foreign_revision', fields: { from, to } },
  }
}

async function writeFenced(
  database: Database,
  { store, patch, events }: { store: Store; patch: Patch; events: NewEvent[] },
): Promise<boolean> {
  const fence = {
    condition: 'lease_token = :fence_token AND status = :fence_status',
    args: { fence_token: store.leaseToken, fence_status: store.status },
  }
  const results = await database.write(patchStatements({ store, patch, fence, events }))
  return (results.at(-1)?.rows.length ?? 0) > 0
}
