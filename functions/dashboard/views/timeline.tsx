// What happened to a store, newest first, each with the time since what came before it.
import { useState } from 'hono/jsx/dom'
import type { StoreEvent } from '../api/shapes.ts'
import { nowMs } from '../lib/clock.ts'
import { duration, moment, shortMoment } from '../lib/format.ts'
import { texts } from '../texts.ts'
import { Evidence } from './evidence.tsx'

const shownFirst = 40

export function Timeline({ events }: { events: readonly StoreEvent[] }) {
  const [limit, setLimit] = useState(shownFirst)
  const from = Math.max(0, events.length - limit)
  const shown = events.slice(from)
  return (
    <section class="panel">
      <h2>{texts.store.timeline}</h2>
      {events.length === 0 ? <p class="hint">{texts.store.timelineEmpty}</p> : null}
      <ol class="timeline">
        {shown
          .map((event, index) => <Happened key={event.id} event={event} before={events[from + index - 1]} />)
          .reverse()}
      </ol>
      {from > 0 ? (
        <button type="button" class="small" onClick={() => setLimit(limit + 200)}>
          {texts.store.earlier(from)}
        </button>
      ) : null}
    </section>
  )
}

function Happened({ event, before }: { event: StoreEvent; before: StoreEvent | undefined }) {
  const { at, kind, evidence } = event
  return (
    <li class={`event kind-${kind} to-${event.to ?? 'none'}`}>
      <p class="what">
        <strong>{headOf(event)}</strong>
        <span class="when">
          {before === undefined ? null : spanOf(Date.parse(at) - Date.parse(before.at))}
          <time dateTime={at} title={moment(at)}>
            {shortMoment(at, nowMs())}
          </time>
        </span>
      </p>
      <Message event={event} />
      {evidence ? <Evidence text={evidence} /> : null}
    </li>
  )
}

/** What came in the same moment took no time. */
function spanOf(ms: number) {
  return ms < 50 ? null : <span class="span">{texts.store.later(duration(ms))}</span>
}

/** A step says no more than its name. */
function Message({ event: { kind, message } }: { event: StoreEvent }) {
  return message === null || kind === 'step' ? null : <p class="message">{message}</p>
}

function headOf({ kind, to, from, step, code }: StoreEvent): string {
  if (kind === 'transition' && to !== null)
    return from === null ? texts.status[to] : `${texts.status[from]} → ${texts.status[to]}`
  if (kind === 'step' && step !== null) return texts.step[step]
  return code === null ? texts.kind[kind] : `${texts.kind[kind]} (${code})`
}
