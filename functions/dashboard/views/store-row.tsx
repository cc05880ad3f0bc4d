// One store in the list: how it is, why, since when, and the way to it.
import { engineLabel } from '../lib/engines.ts'
import { age, moment } from '../lib/format.ts'
import type { Actions } from '../state/actions.ts'
import type { StoreLine } from '../state/rows.ts'
import type { State } from '../state/state.ts'
import { texts } from '../texts.ts'
import { Icon } from './icons.tsx'
import { ViewLink } from './link.tsx'
import { isStuck, StatusBadge, sentenceOf } from './status.tsx'

type Props = { line: StoreLine; now: number; state: State; actions: Actions }

export function StoreRow({ line: { store, key, place, last }, now, state, actions }: Props) {
  const { id, name, engine, store_url, created_at } = store
  const marks = [
    `in-${key}`,
    isStuck(store, now) ? 'is-stuck' : '',
    place === 1 ? 'is-first' : '',
    last ? 'is-last' : '',
  ]
  const size = state.lists[key].cursor ? -1 : state.lists[key].stores.length
  return (
    <li class={`row ${marks.join(' ')}`} aria-setsize={size} aria-posinset={place} data-id={id}>
      <StatusBadge store={store} now={now} />
      <ViewLink id={`row-${id}`} class="name" to={{ ...state.route, view: 'store', storeId: id }} actions={actions}>
        {name}
      </ViewLink>
      <span class="engine">{engineLabel(state.overview, engine)}</span>
      <span class="why" title={sentenceOf(store)}>
        {sentenceOf(store)}
      </span>
      <time class="age" dateTime={created_at} title={texts.list.created(moment(created_at))}>
        {age(now - Date.parse(created_at))}
      </time>
      {store_url === null ? (
        <span class="shop" />
      ) : (
        <a
          class="shop"
          href={shopUrl(store_url)}
          target="_blank"
          rel="noopener noreferrer"
          aria-label={texts.list.open(name)}
          title={store_url}
        >
          <Icon name="external" />
        </a>
      )}
    </li>
  )
}

/** Nothing but a web address becomes a link, whatever stands in the row. */
export function shopUrl(url: string): string | undefined {
  return /^https?:\/\//.test(url) ? url : undefined
}
