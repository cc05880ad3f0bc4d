// --wait of the commands about a store: until nothing is being done to it any more.
import { noPoller } from '../../shared/stores/index.ts'
import type { Context } from '../context.ts'
import type { StoreAnswer } from './answers.ts'
import { openApi, storeOf } from './call-api.ts'
import { describeProgress } from './describe-progress.ts'
import { watch } from './watch.ts'

/** `later` says what a store goes on with that nobody waits for. Settled: READY, SUSPENDED, FAILED or DELETED. Throws an ExitError with code 1 when that takes longer than `timeout` says. */
export function waitForStore(
  context: Context,
  { id, timeout, later }: { id: string; timeout: string | undefined; later: string },
): Promise<StoreAnswer> {
  return watch(context, {
    ask: (header, timeoutMs) => openApi(context, { timeoutMs }).stores[':id'].$get({ ...storeOf(id), header }),
    timeout,
    isOver: ({ progress }) => progress === null,
    say: saying(context),
    late: ({ status }) => `${id} is still ${status}`,
    interrupted: (seen) =>
      `${id} ${waitsForPoller(seen) ? 'waits for a poller' : later}; storeplane show ${id} says how far it is`,
  })
}

/** The first time that no poller is running it says what that means. */
function saying({ note }: Context): (store: StoreAnswer) => string {
  let warned = false
  return (store) => {
    const { status, progress } = store
    if (waitsForPoller(store) && !warned) {
      warnOfNoPoller({ note })
      warned = true
    }
    return progress === null ? status : `${status} ${describeProgress(progress)}`
  }
}

export function waitsForPoller(store: Pick<StoreAnswer, 'progress'> | undefined): boolean {
  return store?.progress?.message === noPoller
}

export function warnOfNoPoller({ note }: Pick<Context, 'note'>): void {
  note(
    'Warning: no poller is running, so nothing works on this store until one is started: node dist/poller.mjs --watch, where the poller is installed',
  )
}
