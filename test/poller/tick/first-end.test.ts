// What a wait for the first end leaves behind: nothing that keeps the process alive.
import { expect, test } from 'vitest'
import { firstEnd } from '../../../poller/tick/first-end.ts'
import { systemClock } from '../../../shared/clock.ts'

/** A clock that counts the sleeps that go on. */
function countingClock() {
  const asleep = { count: 0 }
  const sleep = async (ms: number, signal?: AbortSignal) => {
    asleep.count++
    await systemClock.sleep(ms, signal)
    asleep.count--
  }
  return { asleep, clock: { ...systemClock, sleep } }
}
const settled = () => new Promise((resolve) => setImmediate(resolve))

test('once one has ended, or rejected, or the poller is to stop, no sleep goes on', async () => {
  const { asleep, clock } = countingClock()
  const never = new Promise(() => {})
  await firstEnd([never, Promise.resolve()], { clock, ms: 60_000 })
  await expect(firstEnd([Promise.reject(new Error('failed'))], { clock, ms: 60_000 })).rejects.toThrow('failed')
  const stop = new AbortController()
  const stopped = firstEnd([never], { clock, ms: 60_000, stop: stop.signal })
  stop.abort()
  await stopped
  await firstEnd([never], { clock, ms: 60_000, stop: stop.signal })
  await settled()
  expect(asleep.count).toBe(0)
})

test('where nothing ends it waits no longer than it is told', async () => {
  const { clock } = countingClock()
  await firstEnd([new Promise(() => {})], { clock, ms: 5 })
})
