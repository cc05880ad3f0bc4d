// Names of stores for completion, from the API, where it answers soon.
import type { Context } from '../context.ts'
import type { StorePage } from '../stores/answers.ts'
import { answerOf, openApi } from '../stores/call-api.ts'
import type { Candidate } from './candidates.ts'

const timeoutMs = 2_000
const most = '200'

/** Empty where the API does not answer, or refuses: a TAB is no place to say why. */
export async function completeStores(context: Context, beginning: string): Promise<Candidate[]> {
  try {
    const query = { q: beginning, limit: most }
    const page: StorePage = await answerOf(openApi(context, { timeoutMs }).stores.$get({ query, header: {} }))
    // What a shell would read as more than a word is no name of a store.
    return page.stores
      .filter(({ name }) => /^[a-z0-9-]+$/.test(name) && name.startsWith(beginning))
      .map(({ name, engine, status }) => ({ word: name, meaning: `${engine}, ${status}` }))
  } catch {
    return []
  }
}
