// The dashboard's small parts, which decide without a browser: names, addresses, steps, times, streams, what is in sight.
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { openReader } from '../../../functions/dashboard/api/read-events.ts'
import type { Step, StoreEvent } from '../../../functions/dashboard/api/shapes.ts'
import { age, duration } from '../../../functions/dashboard/lib/format.ts'
import { nameFault, toName } from '../../../functions/dashboard/lib/name-rules.ts'
import { hrefOf, noFilter, parseRoute, withKnownEngine } from '../../../functions/dashboard/lib/route.ts'
import { stepsOf } from '../../../functions/dashboard/lib/steps.ts'
import { windowOf } from '../../../functions/dashboard/lib/window-of.ts'
import { pauseMs } from '../../../functions/dashboard/live/pause.ts'
import { openRefresh } from '../../../functions/dashboard/live/refresh.ts'
import { openAnnouncer } from '../../../functions/dashboard/state/announce.ts'
import { makeDatabase, type TestDatabase } from '../../support/database.ts'
import { makeApi } from '../api.ts'

describe('the name of a store', () => {
  let files: TestDatabase
  beforeAll(async () => {
    files = await makeDatabase()
  })
  afterAll(() => files.remove())

  test('is judged while it is typed as the API judges it', async () => {
    const { call } = makeApi(files.database)
    const likely = fc.oneof(
      fc.constantFrom(
        'www',
        'admin',
        'ab--cd',
        '-a',
        'a-',
        'a--b',
        'xn--a',
        'a'.repeat(40),
        'a'.repeat(41),
        'Käse',
        'a.b',
        'a b',
      ),
      fc.string({ unit: fc.constantFrom('a', 'z', '0', '-', 'B', '.', 'ä'), minLength: 1, maxLength: 6 }),
    )
    await fc.assert(
      fc.asyncProperty(likely, async (name) => {
        const { status, body } = await call('/stores', { method: 'POST', json: { name, engine: 'woocommerce' } })
        const refused = status === 400 && body.errors.some(({ pointer }: { pointer: string }) => pointer === '/name')
        expect([name, nameFault(name, ['www', 'admin']) !== null]).toEqual([name, refused])
      }),
      { numRuns: 150 },
    )
  })

  test('is made from what is nearly one', () => {
    expect(toName('My  Little_Shop')).toBe('my-little-shop')
  })
})

describe('an address', () => {
  test('leads to the view that made it', () => {
    for (const search of ['', '?q=shop&status=FAILED&engine=medusa', '?store=my-shop-abc123', '?view=overview'])
      expect(hrefOf(parseRoute(search))).toBe(`./${search}`)
  })

  test('that says nothing known leads to all stores', () => {
    const route = parseRoute('?status=NOPE&engine=magento&view=secret&x=1')
    expect(withKnownEngine(route, ['woocommerce', 'medusa'])).toEqual({
      view: 'stores',
      storeId: '',
      filter: noFilter,
    })
  })
})

describe('steps', () => {
  const at = (seconds: number) => new Date(Date.UTC(2026, 1, 10) + seconds * 1_000).toISOString()
  const creation = {
    id: 'op_one',
    kind: 'create',
    state: 'running',
    step: 'queued',
    created_at: at(0),
    finished_at: null,
  } as const
  let id = 0
  const event = (seconds: number, over: Partial<StoreEvent>): StoreEvent => ({
    id: ++id,
    store_id: 's',
    operation_id: creation.id,
    at: at(seconds),
    kind: 'step',
    from: null,
    to: null,
    step: null,
    code: null,
    message: null,
    actor: 'poller',
    request_id: null,
    ...over,
  })
  const ended = (seconds: number, step: Step) => event(seconds, { step })
  const short = (list: ReturnType<typeof stepsOf>) => list.map(({ step, state, ms }) => `${step} ${state} ${ms ?? '-'}`)

  test('each took from the end of the one before, and the present one runs since then', () => {
    const seen = stepsOf({ ...creation, step: 'release' }, [ended(2, 'queued'), ended(5, 'namespace')])
    expect(short(seen).slice(0, 4)).toEqual([
      'queued done 2000',
      'namespace done 3000',
      'release current -',
      'volumes ahead -',
    ])
    expect(seen[2]?.sinceMs).toBe(Date.parse(at(5)))
  })

  test('a failure stands at the step that it came in, and no step before it is done that was not seen done', () => {
    const failed = { ...creation, state: 'failed', step: 'database', finished_at: at(9) } as const
    const seen = stepsOf(failed, [ended(1, 'queued'), ended(2, 'namespace'), ended(4, 'release')])
    expect(short(seen)).toEqual([
      'queued done 1000',
      'namespace done 1000',
      'release done 2000',
      'volumes ahead -',
      'database failed 5000',
      'setup ahead -',
      'web ahead -',
      'url ahead -',
    ])
    const cancelled = { ...creation, state: 'cancelled', finished_at: at(3) } as const
    expect(short(stepsOf(cancelled, []))[0]).toBe('queued failed 3000')
  })

  test('only the events of the operation itself count: a retry begins anew', () => {
    const retry = { ...creation, id: 'op_two', kind: 'retry', state: 'queued', created_at: at(20) } as const
    expect(short(stepsOf(retry, [ended(2, 'queued'), ended(5, 'namespace')])).slice(0, 2)).toEqual([
      'queued current -',
      'namespace ahead -',
    ])
  })

  test('a step that was never seen done where a later one was is one that the store does not have', () => {
    const upTo = (...steps: Step[]) => steps.map((step, index) => ended(index + 1, step))
    const before = upTo('queued', 'namespace', 'release', 'volumes', 'database')
    const names = (list: ReturnType<typeof stepsOf>) => list.map(({ step }) => step)
    for (const present of ['web', 'setup'] as const)
      expect(names(stepsOf({ ...creation, step: present }, before))).not.toContain('cache')
    const ready = { ...creation, state: 'succeeded', step: 'url', finished_at: at(30) } as const
    const without = stepsOf(ready, [...before, ...upTo('setup', 'web', 'url')])
    expect(names(without)).toEqual(['queued', 'namespace', 'release', 'volumes', 'database', 'setup', 'web', 'url'])
    expect(without.every(({ state }) => state === 'done')).toBe(true)
  })

  test('a cache is shown for an engine that has one, from when it is reached', () => {
    const states = (present: Step) => short(stepsOf({ ...creation, step: present }, [ended(1, 'database')]))
    expect(states('database').some((step) => step.startsWith('cache'))).toBe(false)
    expect(states('cache')).toContain('cache current -')
  })

  test('a step that is passed twice took both times, and a deletion has steps of its own', () => {
    const ready = { ...creation, state: 'succeeded', step: 'url', finished_at: at(6) } as const
    const seen = stepsOf(ready, [ended(1, 'release'), ended(4, 'volumes'), ended(6, 'release')])
    expect(seen.find(({ step }) => step === 'release')?.ms).toBe(3_000)
    const deletion = { ...creation, kind: 'delete', step: 'namespace_removal', created_at: at(9) } as const
    expect(short(stepsOf(deletion, [ended(12, 'uninstall')]))).toEqual([
      'uninstall done 3000',
      'namespace_removal current -',
    ])
  })
})

test('a stream cut anywhere brings the same messages', () => {
  const text = ': listening\n\nid: 7\ndata: {"a":"ä"}\n\nretry: 1000\n\nid: 8\ndata: one\ndata: two\n\n'
  const read = (parts: string[]) => {
    const messages: object[] = []
    const feed = openReader((message) => messages.push(message))
    parts.forEach(feed)
    return messages
  }
  const whole = read([text])
  expect(whole).toEqual([
    { id: null, data: null, retryMs: null },
    { id: '7', data: '{"a":"ä"}', retryMs: null },
    { id: null, data: null, retryMs: 1000 },
    { id: '8', data: 'one\ntwo', retryMs: null },
  ])
  for (let cut = 1; cut < text.length; cut++) expect(read([text.slice(0, cut), text.slice(cut)])).toEqual(whole)
})

test('pauses grow from one second to thirty, and differ from page to page', () => {
  expect([0, 1, 2, 3].map((failures) => pauseMs(failures, 1_000, 0.5))).toEqual([1_000, 2_000, 4_000, 8_000])
  for (const random of [0, 0.99]) expect(pauseMs(1_000, 1_000, random)).toBeLessThanOrEqual(37_500)
  expect(pauseMs(3, 1_000, 0)).not.toBe(pauseMs(3, 1_000, 0.9))
})

test('of a long list just what is in sight is drawn, wherever one looks', () => {
  const tops = Array.from({ length: 10_001 }, (_, index) => index * 64)
  fc.assert(
    fc.property(fc.integer({ min: -5_000, max: 700_000 }), fc.integer({ min: 1, max: 2_000 }), (from, height) => {
      const { first, last, above, below } = windowOf(tops, { from, to: from + height, spare: 100 })
      expect(first).toBeLessThanOrEqual(last)
      expect(last - first).toBeLessThanOrEqual((height + 200) / 64 + 3)
      expect(above + (last - first) * 64 + below).toBe(640_000)
      const middle = Math.floor((from + height / 2) / 64)
      if (middle >= 0 && middle < 10_000) expect(first <= middle && middle < last).toBe(true)
    }),
  )
  expect(windowOf([0], { from: 0, to: 900, spare: 0 })).toEqual({ first: 0, last: 0, above: 0, below: 0 })
})

test('spans and ages are said as a person would', () => {
  expect([0, 400, 12_000, 65_000, 3_600_000, 7_800_000, 90_000_000].map(duration)).toEqual([
    '< 0.1 s',
    '0.4 s',
    '12 s',
    '1 min 5 s',
    '1 h',
    '2 h 10 min',
    '1 d 1 h',
  ])
  expect([-5, 59_000, 60_000, 7_200_000, 200_000_000].map(age)).toEqual(['now', '59 s', '1 min', '2 h', '2 d'])
})

describe('over time', () => {
  beforeAll(() => void vi.useFakeTimers())
  afterAll(() => void vi.useRealTimers())
  const event = (n: number, to: StoreEvent['to'] = null) =>
    ({ store_id: `shop-${n}`, kind: to ? 'transition' : 'note', to }) as StoreEvent

  test('a hundred events a second are read anew once a second, and few at once one by one', async () => {
    const asked: string[] = []
    const refresh = openRefresh(
      {
        stores: async (ids) => void asked.push(`stores ${ids}`),
        lists: async () => void asked.push('lists'),
        overview: async () => void asked.push('overview'),
        isWaiting: () => false,
      },
      Date.now,
    )
    refresh.note(event(1))
    await vi.advanceTimersByTimeAsync(2_000)
    expect(asked.splice(0)).toEqual(['stores shop-1'])
    for (let n = 0; n < 1_000; n++) {
      refresh.note(event(n, 'READY'))
      await vi.advanceTimersByTimeAsync(10)
    }
    await vi.advanceTimersByTimeAsync(5_000)
    expect(asked.filter((what) => what === 'lists').length).toBeLessThanOrEqual(12)
    expect(asked.filter((what) => what === 'overview').length).toBeLessThanOrEqual(6)
    expect(asked.at(-1)).toBe('overview')
  })

  test('a screen reader is told of many changes in one sentence, seldom', async () => {
    const said: string[] = []
    const announcer = openAnnouncer((text) => said.push(text))
    announcer.note({ ...event(1, 'READY') })
    announcer.note(event(2))
    expect(said.splice(0)).toEqual(['shop-1: Ready.'])
    for (let n = 0; n < 40; n++) announcer.note(event(n, n % 2 ? 'READY' : 'FAILED'))
    await vi.advanceTimersByTimeAsync(4_900)
    expect(said).toEqual([])
    await vi.advanceTimersByTimeAsync(200)
    expect(said).toEqual(['20 stores: Ready. 20 stores: Failed.'])
  })
})
