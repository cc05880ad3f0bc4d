// Cancels an operation that has not ended. What is already in the cluster stays: the store is FAILED until its owner decides.
import type { Bind, Database } from '../database/database.ts'
import { now } from '../database/now.ts'
import { CodedError } from '../errors.ts'
import { failureSentence } from '../failure-codes.ts'
import { text } from '../safe-text.ts'
import { actorOf, type Caller, ownedBy } from '../stores/caller.ts'
import { getOperation } from './get-operation.ts'
import { kindTraits, operationKinds } from './kinds.ts'
import type { Operation } from './operation.ts'

/**
 * Returns the operation as it is then; one that is cancelled already stays so. Throws `not_found`, or `not_cancellable` for
 * an operation that has ended otherwise or whose kind cannot be taken back.
 */
export async function cancelOperation(
  database: Database,
  { id, caller }: { id: string; caller: Caller },
): Promise<Operation> {
  const owned = ownedBy(caller)
  const cancellable = operationKinds.filter((kind) => kindTraits[kind].cancellable)
  const args: Record<string, Bind> = { id, ...owned.args }
  await database.write([
    {
      sql: `UPDATE operations SET state = 'cancelled', cancelled_by = :actor, message = NULL, finished_at = ${now}
        WHERE id = :id AND finished_at IS NULL AND kind IN (SELECT value FROM json_each(:kinds)) AND ${owned.condition}`,
      args: { ...args, actor: actorOf(caller), kinds: JSON.stringify(cancellable) },
    },
    {
      sql: `UPDATE stores SET status = 'FAILED', failure_code = 'cancelled', failure_reason = :reason, failed_at = ${now},
          updated_at = ${now}, operation_id = NULL, queue = NULL, due_at = NULL
        WHERE operation_id = :id AND EXISTS (SELECT 1 FROM operations WHERE id = :id AND state = 'cancelled')`,
      args: { id, reason: failureSentence('cancelled', text`the operation was cancelled before the store was ready`) },
    },
  ])
  const operation = await getOperation(database, id, caller)
  if (operation.state === 'cancelled') return operation
  const why = operation.finishedAt === null ? 'cannot be cancelled' : `has ended (${operation.state})`
  throw new CodedError('not_cancellable', `The operation ${operation.kind} (${id}) ${why}.`)
}
