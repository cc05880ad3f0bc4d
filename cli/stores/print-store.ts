// Prints one store; a command that waited for another end than the store took has failed.
import type { Context } from '../context.ts'
import type { StoreAnswer } from './answers.ts'
import { describeStore } from './describe-store.ts'
import { type Output, printAnswer } from './read-output.ts'

type Wanted = { output: Output; end?: StoreAnswer['status'] }

export async function printStore(
  context: Context,
  store: StoreAnswer,
  { output, end = store.status }: Wanted,
): Promise<number> {
  await printAnswer(context, { answer: store, output, describe: () => describeStore(store) })
  return store.status === end ? 0 : 1
}
