// What a store is: its address and names, each to copy.
import type { Overview, StoreItem } from '../api/shapes.ts'
import { engineLabel } from '../lib/engines.ts'
import { moment } from '../lib/format.ts'
import type { Actions } from '../state/actions.ts'
import { texts } from '../texts.ts'
import { CopiedFacts } from './copied-facts.tsx'
import { shopUrl } from './store-row.tsx'

type Props = { store: StoreItem; overview: Overview | null; actions: Actions }

export function Facts({ store, overview, actions }: Props) {
  const { id, engine, namespace, helm_release, store_url, created_at, updated_at, health } = store
  const href = store_url === null ? undefined : shopUrl(store_url)
  const copied = [
    [texts.store.id, id],
    [texts.store.namespace, namespace],
    [texts.store.release, helm_release],
  ] as const
  return (
    <section class="panel">
      <h2>{texts.store.details}</h2>
      <dl class="facts">
        <dt>{texts.store.link}</dt>
        <dd>
          {href === undefined ? (
            <span class="hint">{texts.store.linkLater}</span>
          ) : (
            <a href={href} target="_blank" rel="noopener noreferrer">
              {store_url}
            </a>
          )}
        </dd>
        {health === null ? null : (
          <>
            <dt>{texts.store.health}</dt>
            <dd>{texts.health[health.status]}</dd>
          </>
        )}
        <dt>{texts.store.engine}</dt>
        <dd>{engineLabel(overview, engine)}</dd>
        <CopiedFacts facts={copied} actions={actions} />
        <dt>{texts.store.created}</dt>
        <dd>{moment(created_at)}</dd>
        <dt>{texts.store.updated}</dt>
        <dd>{moment(updated_at)}</dd>
      </dl>
    </section>
  )
}
