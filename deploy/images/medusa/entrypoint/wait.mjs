// `wait`: keeps the server back until the set-up it belongs to is recorded as done.
import { connect, recordedSetup } from './database.mjs'
import { fail, needed, requireVariables, say, waitSeconds, within } from './fail.mjs'

export async function wait() {
  requireVariables()
  const setup = needed('STORE_SETUP')
  const seconds = waitSeconds(300)
  const until = performance.now() + seconds * 1000
  let connection = await connect(seconds)
  let told = Number.NEGATIVE_INFINITY
  const done = await within(Math.max(1, (until - performance.now()) / 1000), async () => {
    try {
      if ((await recordedSetup(connection)) === setup) return true
    } catch {
      connection = await connect(seconds) // it was restarted meanwhile
    }
    if (performance.now() - told >= 15_000) {
      told = performance.now()
      say(`waiting for the Job ${setup}`)
    }
    return undefined
  })
  if (!done) fail(`The Job ${setup} did not finish within ${seconds} s; its log says why.`)
  say(`the Job ${setup} is done`)
  process.exit(0)
}
