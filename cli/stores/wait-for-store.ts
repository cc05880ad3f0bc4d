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
    interrupted: `${id} ${later}; storeplane show ${id} says how far it is`,
  })
}

/** The first time that no poller is running it says what that means. */
function saying({ note }: Context): (store: StoreAnswer) => string {
  let warned = false
  return ({ status, progress }) => {
    if (progress?.message === noPoller && !warned) {
      note('Warning: no poller is running, so nothing works on this store until one is started: poller --watch')
      warned = true
    }
    return progress === null ? status : `${status} ${describeProgress(progress)}`
  }
}
