// One store: how it is and what to do about it, how it came there, and what one needs to work on it.
import type { StoreItem } from '../api/shapes.ts'
import type { Actions } from '../state/actions.ts'
import type { State } from '../state/state.ts'
import { texts } from '../texts.ts'
import { Commands } from './commands.tsx'
import { EarlierOperations } from './earlier-operations.tsx'
import { Facts } from './facts.tsx'
import { FailurePanel } from './failure-panel.tsx'
import { Icon } from './icons.tsx'
import { ViewLink } from './link.tsx'
import { Login } from './login.tsx'
import { OperationPanel } from './operation-panel.tsx'
import { ProblemNote } from './problem.tsx'
import { RetryButton } from './retry-button.tsx'
import { StatusBadge, sentenceOf } from './status.tsx'
import { shopUrl } from './store-row.tsx'
import { Timeline } from './timeline.tsx'
import { useNow } from './use-state.ts'

export function StoreView({ state, actions }: { state: State; actions: Actions }) {
  const { detail, overview, route } = state
  const now = useNow(1_000)
  const store = detail?.store ?? null
  const scopes = overview?.access.scopes ?? []
  const mayWrite = scopes.includes('write')
  return (
    <div class="one">
      <ViewLink class="back" to={{ ...route, view: 'stores', storeId: '' }} actions={actions}>
        <Icon name="back" />
        {texts.store.back}
      </ViewLink>
      {store === null ? (
        <Missing state={state} />
      ) : (
        <>
          <Head store={store} now={now} mayWrite={mayWrite} actions={actions} />
          <ProblemNote problem={detail?.problem ?? null} />
          <div class="columns">
            <div class="column">
              <FailurePanel store={store} overview={overview} events={detail?.events ?? []} />
              <OperationPanel
                store={store}
                operations={detail?.operations ?? []}
                events={detail?.events ?? []}
                now={now}
                mayWrite={mayWrite}
                actions={actions}
              />
              <EarlierOperations operations={detail?.operations ?? []} more={detail?.moreOperations ?? false} />
              <Timeline events={detail?.events ?? []} />
            </div>
            <div class="column side">
              <Facts store={store} overview={overview} actions={actions} />
              {store.status === 'READY' && scopes.includes('credentials') ? (
                <Login key={store.id} id={store.id} actions={actions} />
              ) : null}
              <Commands store={store} actions={actions} />
            </div>
          </div>
        </>
      )}
    </div>
  )
}

type HeadProps = { store: StoreItem; now: number; mayWrite: boolean; actions: Actions }

function Head({ store, now, mayWrite, actions }: HeadProps) {
  const { name, status, store_url } = store
  const href = store_url === null ? undefined : shopUrl(store_url)
  return (
    <div class="headline">
      <div>
        <h1>{name}</h1>
        <p class="state">
          <StatusBadge store={store} now={now} />
          {status === 'FAILED' || status === 'READY' ? null : <span class="why">{sentenceOf(store)}</span>}
        </p>
      </div>
      <div class="buttons">
        {href === undefined ? null : (
          <a class="button main" href={href} target="_blank" rel="noopener noreferrer">
            <Icon name="external" />
            {texts.store.open}
          </a>
        )}
        {mayWrite && status === 'FAILED' ? <RetryButton id={store.id} actions={actions} /> : null}
        {mayWrite && status !== 'DELETING' && status !== 'DELETED' ? (
          <button type="button" onClick={() => actions.open({ kind: 'delete', store })}>
            {texts.store.remove}
          </button>
        ) : null}
      </div>
    </div>
  )
}

function Missing({ state: { detail, route } }: { state: State }) {
  if (detail?.problem?.code === 'not_found')
    return (
      <section class="empty">
        <h1>{texts.store.notFound}</h1>
        <p>
          <code>{route.storeId}</code>
        </p>
        <p>{texts.store.notFoundText}</p>
      </section>
    )
  return detail?.problem ? <ProblemNote problem={detail.problem} /> : <p class="plain loading">{texts.list.loading}</p>
}
