// What the database costs by itself: the operations behind the endpoints, one after the other, without HTTP. Asked by
// message how often one can be done within some milliseconds.
import { systemClock } from '../../../shared/clock.ts'
import { openLocal } from '../../../shared/database/open-local.ts'
import { createStore, getStore, listStores } from '../../../shared/stores/index.ts'

export type RawQuestion = { operation: 'get' | 'list' | 'create'; id: string; owner: string; forMs: number }
export type RawAnswer = { perSecond: number }

const [file = '', prefix = 'raw'] = process.argv.slice(2)
const database = openLocal({ file, synchronous: 'FULL', clock: systemClock, random: Math.random })
let made = 0

process.on('message', async (question: RawQuestion) => {
  const startedMs = performance.now()
  let done = 0
  while (performance.now() - startedMs < question.forMs) {
    await operate(question)
    done++
  }
  const answer: RawAnswer = { perSecond: (done * 1_000) / (performance.now() - startedMs) }
  process.send?.(answer)
})
console.log('ready for questions')

function operate({ operation, id, owner }: RawQuestion): Promise<unknown> {
  const caller = { owner, allOwners: false, keyId: null }
  switch (operation) {
    case 'get':
      return getStore(database, id, caller)
    case 'list':
      return listStores(database, { caller, filter: {}, limit: 100, after: null })
    case 'create':
      made++
      return createStore(database, { name: `${prefix}-${made}`, engine: 'woocommerce', caller, requestId: null })
    default:
      return operation satisfies never
  }
}
