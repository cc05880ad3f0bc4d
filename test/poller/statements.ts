// What a write of the poller is, told by the names of its binds.
import type { Bind, Statement } from '../../shared/database/database.ts'

export const bindsOf = ({ args = {} }: Statement) => args as Record<string, Bind>

export const isClaim = ([first]: Statement[]) => first !== undefined && 'slots' in bindsOf(first)

/** The stock-taking after an outage of the database. */
export const isResume = ([first]: Statement[]) => first !== undefined && 'outage_ms' in bindsOf(first)

/** The write that moves an operation to a step. */
export const movesTo = (step: string, operationId: string | undefined) => (statements: Statement[]) =>
  statements.map(bindsOf).some((binds) => binds['step'] === step && binds['operation_id'] === operationId)
