// All stores at a glance: how many are how, how long they take, why some failed, and whether anybody works on them.
import type { Overview } from '../api/shapes.ts'
import { age, count, duration, moment } from '../lib/format.ts'
import { noFilter } from '../lib/route.ts'
import { shownStatuses } from '../lib/shown-statuses.ts'
import type { Actions } from '../state/actions.ts'
import { groupOfStatus } from '../state/lists.ts'
import { texts } from '../texts.ts'
import { Bars, Histogram } from './charts.tsx'
import { Icon, iconOf } from './icons.tsx'
import { ViewLink } from './link.tsx'
import { PollerNote } from './poller-note.tsx'
import { useNow } from './use-state.ts'

export function OverviewView({ overview, actions }: { overview: Overview | null; actions: Actions }) {
  const now = useNow(1_000)
  if (overview === null) return <p class="plain loading">{texts.list.loading}</p>
  return (
    <div class="overview">
      <div class="headline">
        <h1>{texts.titles.overview}</h1>
      </div>
      <div class="cards">
        <Counts overview={overview} actions={actions} />
        <Times overview={overview} />
        <Failures overview={overview} actions={actions} />
        <Poller overview={overview} now={now} />
      </div>
    </div>
  )
}

function Counts({ overview, actions }: { overview: Overview; actions: Actions }) {
  const live = overview.stores.filter(({ status }) => status !== 'DELETED')
  const total = live.reduce((sum, one) => sum + one.count, 0)
  return (
    <section class="panel">
      <h2>{texts.overview.counts}</h2>
      <p class="figure">{live.some((one) => one.at_least) ? texts.overview.atLeast(total) : count(total)}</p>
      <ul class="counts">
        {shownStatuses(overview).map((status) => {
          const one = overview.stores.find((counted) => counted.status === status)
          const many = one?.count ?? 0
          return (
            <li key={status} class={`is-${groupOfStatus(status)} ${many === 0 ? 'none' : ''}`}>
              <ViewLink to={{ view: 'stores', storeId: '', filter: { ...noFilter, status } }} actions={actions}>
                <Icon name={iconOf[groupOfStatus(status)]} />
                {texts.status[status]}
                <span class="many">{one?.at_least ? texts.overview.atLeast(many) : count(many)}</span>
              </ViewLink>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function Times({ overview: { time_to_ready } }: { overview: Overview }) {
  const { stores, p50_seconds, p95_seconds, within } = time_to_ready
  return (
    <section class="panel">
      <h2>{texts.overview.time}</h2>
      {p50_seconds === null || p95_seconds === null ? (
        <p class="hint">{texts.overview.timeEmpty}</p>
      ) : (
        <>
          <p class="figures">
            <span>
              <b class="figure">{duration(p50_seconds * 1_000)}</b> {texts.overview.p50} <abbr>p50</abbr>
            </span>
            <span>
              <b class="figure">{duration(p95_seconds * 1_000)}</b> {texts.overview.p95} <abbr>p95</abbr>
            </span>
          </p>
          <Histogram within={within} />
          <p class="hint">{texts.overview.timeOf(stores)}</p>
        </>
      )}
    </section>
  )
}

function Failures({ overview: { failures }, actions }: { overview: Overview; actions: Actions }) {
  return (
    <section class="panel">
      <h2>{texts.overview.failures}</h2>
      {failures.length === 0 ? (
        <p class="hint">{texts.overview.failuresEmpty}</p>
      ) : (
        <>
          <Bars
            bars={failures
              .slice(0, 8)
              .map(({ code, count: value, meaning }) => ({ name: code, value, title: meaning }))}
          />
          <p>
            <ViewLink to={{ view: 'stores', storeId: '', filter: { ...noFilter, status: 'FAILED' } }} actions={actions}>
              {texts.overview.failuresShow}
            </ViewLink>
          </p>
        </>
      )}
    </section>
  )
}

function Poller({ overview, now }: { overview: Overview; now: number }) {
  const { last_tick_at, ticking, reasons } = overview.poller
  return (
    <section class="panel">
      <h2>{texts.overview.poller}</h2>
      {last_tick_at === null ? (
        <p class="figure">{texts.overview.pollerNever}</p>
      ) : (
        <p class="figures">
          <span title={moment(last_tick_at)}>
            <b class="figure">{texts.list.ago(age(now - Date.parse(last_tick_at)))}</b> {texts.overview.pollerTicked}
          </span>
        </p>
      )}
      {reasons.length > 0 ? (
        <PollerNote overview={overview} />
      ) : (
        <p class="hint">
          {texts.overview.pollers(ticking)} {texts.overview.pollerWell}
        </p>
      )}
    </section>
  )
}
