// Cancels whatever is being done to a store, as its owner would.
import type { Answer, Stack } from './stack.ts'

/** Null where nothing is being done. A deletion, and what has ended meanwhile, is answered with 409. */
export async function cancelOpenOperation({ call }: Pick<Stack, 'call'>, storeId: string): Promise<Answer | null> {
  const { operation } = (await call('GET', `/stores/${storeId}`)).body as { operation: { id: string } | null }
  return operation && call('POST', `/api/v1/operations/${operation.id}/cancel`)
}
