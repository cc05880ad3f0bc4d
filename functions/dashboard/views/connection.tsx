// Whether what is shown is of this moment; where it may not be, why, and when the next try comes.

import { age } from '../lib/format.ts'
import type { Actions } from '../state/actions.ts'
import type { Connection } from '../state/state.ts'
import { texts } from '../texts.ts'
import { Icon } from './icons.tsx'
import { useNow } from './use-state.ts'

export function ConnectionMark({ connection }: { connection: Connection }) {
  return (
    <span class={`connection is-${connection.state}`} id="connection">
      <Icon name={connection.state === 'lost' ? 'degraded' : 'dot'} />
      {texts.connection[connection.state]}
    </span>
  )
}

export function ConnectionBanner({ connection, actions }: { connection: Connection; actions: Actions }) {
  if (connection.state !== 'lost') return null
  return <Lost retryAtMs={connection.retryAtMs} actions={actions} />
}

function Lost({ retryAtMs, actions }: { retryAtMs: number; actions: Actions }) {
  const left = retryAtMs - useNow(1_000)
  const when = left > 0 ? texts.connection.lostText(age(Math.max(5_000, left))) : texts.connection.lostNow
  return (
    <div class="banner" id="lost">
      <Icon name="degraded" />
      <span>
        <strong>{texts.connection.lost}.</strong> {navigator.onLine ? when : texts.connection.offline}
      </span>
      <button type="button" class="small" onClick={actions.reconnectNow}>
        {texts.connection.now}
      </button>
    </div>
  )
}
