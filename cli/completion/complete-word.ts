// What the scripts of `storeplane completion` ask for at each TAB: a line for each candidate, a tab before its meaning.
import type { Context } from '../context.ts'
import { type Candidate, findCandidates } from './candidates.ts'

/** It says nothing but candidates: a fault here must not stand in the line that is typed. */
export async function completeWord(typed: string[], context: Context): Promise<number> {
  const { words, stores } = findCandidates(joinEquals(typed))
  const names = stores ? await readNames(context, typed) : []
  // The filter of the terminal would take the tab for a control character.
  for (const { word, meaning } of [...words, ...names])
    context.print(meaning === '' ? word : `${word} ${meaning}`, (safe) => safe.replace(' ', '\t'))
  return 0
}

/** bash splits `--output=json` at its "=". */
function joinEquals(typed: string[]): string[] {
  return typed
    .filter((word, index) => word !== '=' || index === typed.length - 1)
    .map((word) => (word === '=' ? '' : word))
}

async function readNames(context: Context, typed: string[]): Promise<Candidate[]> {
  const { completeStores } = await import('./complete-stores.ts')
  const at = typed.indexOf('--profile')
  return completeStores({ ...context, profile: at < 0 ? undefined : typed[at + 1] }, typed.at(-1) ?? '')
}
