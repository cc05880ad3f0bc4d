// What the server refuses before the API sees it is counted, each one; the log tells of it within a bound, and loses none.
import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { noteRefusals, type RefusalReason, refusalReasons } from '../../functions/connections/note-refusals.ts'
import { makeHttpMetrics } from '../../functions/http/http-metrics.ts'
import { type Listening, serve } from '../../functions/serve.ts'
import { systemClock } from '../../shared/clock.ts'
import { eventually } from '../support/eventually.ts'
import { keepLog } from './keep-log.ts'
import { type Spoken, speak } from './speak.ts'

/** A clock whose minutes the test ends. */
function clockOfMinutes() {
  const waiting: (() => void)[] = []
  const sleep = (_ms: number, signal?: AbortSignal) =>
    new Promise<void>((resolve) => {
      if (signal?.aborted) resolve()
      else waiting.push(resolve)
    })
  const endMinute = async () => {
    for (const wake of waiting.splice(0)) wake()
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { clock: { ...systemClock, sleep }, endMinute }
}

const minute = fc.array(fc.constantFrom(...refusalReasons), { maxLength: 40 })

test('whatever is refused is counted and told, in a line at once and then in one a minute for each reason', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(minute, { maxLength: 5 }), async (minutes) => {
      const { lines, log } = keepLog()
      const { clock, endMinute } = clockOfMinutes()
      const metrics = makeHttpMetrics()
      const stopping = new AbortController()
      const note = noteRefusals({ counter: metrics.refused, log, clock, stopping: stopping.signal })
      for (const refused of minutes) {
        const before = lines.length
        for (const reason of refused) note(reason)
        expect(lines.length - before).toBeLessThanOrEqual(refusalReasons.length)
        await endMinute()
        expect(lines.length - before).toBeLessThanOrEqual(2 * refusalReasons.length)
      }
      stopping.abort()
      await endMinute()
      const values = (await metrics.refused.get()).values
      for (const reason of refusalReasons) {
        const total = minutes.flat().filter((one) => one === reason).length
        const told = lines.filter((line) => line['reason'] === reason)
        expect(told.length).toBeLessThanOrEqual(minutes.length + 1)
        expect(told.reduce((sum, { count }) => sum + Number(count), 0)).toBe(total)
        expect(values.find(({ labels }) => labels['reason'] === reason)?.value).toBe(total)
      }
      expect(lines.every(({ msg, level }) => msg === 'request.refused' && level === 30)).toBe(true)
    }),
    { numRuns: 50 },
  )
})

test('a program that stops tells what it has counted, and no line for each refusal from then on', async () => {
  const { lines, log } = keepLog()
  const { clock, endMinute } = clockOfMinutes()
  const stopping = new AbortController()
  const note = noteRefusals({ counter: makeHttpMetrics().refused, log, clock, stopping: stopping.signal })
  for (let count = 0; count < 5; count++) note('invalid_request')
  stopping.abort()
  await endMinute()
  for (let count = 0; count < 5; count++) note('invalid_request')
  for (let count = 0; count < 5; count++) note('request_timeout')
  await endMinute()
  expect(lines.map(({ reason, count }) => [reason, count])).toEqual([
    ['invalid_request', 1],
    ['invalid_request', 4],
    ['request_timeout', 1],
  ])
})

const opened: { spoken: Spoken[]; servers: Listening[] } = { spoken: [], servers: [] }
afterEach(async () => {
  for (const { socket } of opened.spoken.splice(0)) socket.destroy()
  await Promise.all(opened.servers.splice(0).map((server) => server.stop({ withinMs: 0 })))
})

function say(url: string, text: string): Spoken {
  const spoken = speak(url, text)
  opened.spoken.push(spoken)
  return spoken
}

test('connections that are closed for want of places are counted, one that made room and one that found none', async () => {
  const refused: RefusalReason[] = []
  const held = new Promise<Response>(() => {})
  let begun = 0
  const listening = await serve({
    fetch: () => {
      begun++
      return held
    },
    host: '127.0.0.1',
    port: 0,
    clock: systemClock,
    maxConnections: 3,
    onRefused: (reason) => refused.push(reason),
  })
  opened.servers.push(listening)
  const silent = [say(listening.url, 'G'), say(listening.url, 'G'), say(listening.url, 'G')]
  await eventually(() => silent.filter(({ closed }) => closed).length === 1, { what: 'one that makes room' })
  expect(refused).toEqual(['connection_limit'])
  for (const { socket } of silent) socket.write('ET / HTTP/1.1\r\nHost: localhost\r\n\r\n')
  await eventually(() => begun === 2, { what: 'those that are served' })
  const late = say(listening.url, 'G')
  await eventually(() => late.closed, { what: 'the end of one that finds no place' })
  expect(refused).toEqual(['connection_limit', 'connection_limit'])
})

test('an answer that is given up because too much is unread is counted', async () => {
  const refused: RefusalReason[] = []
  const listening = await serve({
    fetch: () => new Response('x'.repeat(16 * 1024 * 1024)),
    host: '127.0.0.1',
    port: 0,
    clock: systemClock,
    maxUnsentBytes: 1024 * 1024,
    onRefused: (reason) => refused.push(reason),
  })
  opened.servers.push(listening)
  const { socket } = say(listening.url, 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')
  socket.pause()
  await eventually(() => refused.length > 0, { what: 'the answer to be given up' })
  expect(refused).toEqual(['unread_limit'])
})
