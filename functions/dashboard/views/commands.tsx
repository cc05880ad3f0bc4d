// Commands for whoever goes on in a terminal, to copy.
import type { StoreItem } from '../api/shapes.ts'
import type { Actions } from '../state/actions.ts'
import { texts } from '../texts.ts'
import { CopyButton } from './copy-button.tsx'

export function Commands({ store, actions }: { store: StoreItem; actions: Actions }) {
  return (
    <section class="panel">
      <h2>{texts.store.commands}</h2>
      <ul class="commands">
        {commandsOf(store).map(([what, command]) => (
          <li key={what}>
            <span>{what}</span>
            <CopyButton text={command} what={what} actions={actions} />
            <code>{command}</code>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Ids and namespaces hold letters, digits and "-" only, so nothing needs quoting. */
function commandsOf({ id, namespace, helm_release }: StoreItem): [what: string, command: string][] {
  const { pods, release, log, events, operations } = texts.commands
  return [
    [pods, `kubectl -n ${namespace} get pods`],
    [log, `kubectl -n ${namespace} logs deployment/web --tail 50`],
    [release, `helm -n ${namespace} status ${helm_release}`],
    [events, `storeplane events ${id}`],
    [operations, `storeplane operations ${id}`],
  ]
}
