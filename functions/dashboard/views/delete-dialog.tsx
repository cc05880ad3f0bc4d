// Asks whether a store is really to go; a shop that is open to shoppers only goes once its name was typed.
import { useState } from 'hono/jsx/dom'
import type { StoreItem } from '../api/shapes.ts'
import type { Actions } from '../state/actions.ts'
import { texts } from '../texts.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'

export function DeleteDialog({ store, actions }: { store: StoreItem; actions: Actions }) {
  const { name, status } = store
  const mustType = status === 'READY'
  const [typed, setTyped] = useState('')
  const { title, text, plain, cancel: keep, submit, submitting, prompt } = texts.remove
  return (
    <ConfirmDialog
      words={{ title: title(name), text: mustType ? text : plain, keep, submit, submitting }}
      confirm={() => actions.remove(store)}
      actions={actions}
      complete={!mustType || typed === name}
    >
      {mustType ? (
        <>
          <label for="confirm">{prompt(name)}</label>
          <input
            id="confirm"
            autofocus
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            onInput={(event: Event) => setTyped((event.target as HTMLInputElement).value.trim())}
          />
        </>
      ) : null}
    </ConfirmDialog>
  )
}
