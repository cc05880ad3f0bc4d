// Prints one store; a command that waited for another end than the store took has failed.
import type { Context } from '../context.ts'
import type { StoreAnswer } from './answers.ts'
import { describeStore } from './describe-store.ts'

type Wanted = { json?: boolean | undefined; end?: StoreAnswer['status'] }

export function printStore(context: Context, store: StoreAnswer, { json, end = store.status }: Wanted): number {
  context.print(json ? JSON.stringify(store, null, 2) : describeStore(store))
  return store.status === end ? 0 : 1
}
