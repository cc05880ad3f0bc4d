// Asks whether a store is really to go; a shop that is open to shoppers only goes once its name was typed.
import { useState } from 'hono/jsx/dom'
import { asProblem, type Problem } from '../api/problem.ts'
import type { StoreItem } from '../api/shapes.ts'
import type { Actions } from '../state/actions.ts'
import { texts } from '../texts.ts'
import { Dialog } from './dialog.tsx'
import { ProblemNote } from './problem.tsx'

export function DeleteDialog({ store, actions }: { store: StoreItem; actions: Actions }) {
  const { name, status } = store
  const mustType = status === 'READY'
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  const submit = async (event: Event) => {
    event.preventDefault()
    if (mustType && typed !== name) return
    setBusy(true)
    try {
      await actions.remove(store)
      actions.close()
    } catch (error) {
      setBusy(false)
      setProblem(asProblem(error))
    }
  }
  return (
    <Dialog title={texts.remove.title(name)} onClose={actions.close}>
      <form onSubmit={submit} noValidate>
        <p>{mustType ? texts.remove.text : texts.remove.plain}</p>
        {mustType ? (
          <>
            <label for="confirm">{texts.remove.prompt(name)}</label>
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
        <ProblemNote problem={problem} />
        <p class="buttons">
          <button type="button" onClick={actions.close}>
            {texts.remove.cancel}
          </button>
          <button type="submit" class="danger" disabled={busy || (mustType && typed !== name)}>
            {busy ? texts.remove.submitting : texts.remove.submit}
          </button>
        </p>
      </form>
    </Dialog>
  )
}
