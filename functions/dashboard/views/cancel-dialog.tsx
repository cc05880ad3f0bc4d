// Asks whether an operation is really to end before it is done.
import { useState } from 'hono/jsx/dom'
import { asProblem, type Problem } from '../api/problem.ts'
import type { Operation } from '../api/shapes.ts'
import type { Actions } from '../state/actions.ts'
import { texts } from '../texts.ts'
import { Dialog } from './dialog.tsx'
import { ProblemNote } from './problem.tsx'

export function CancelDialog({ operation, name, actions }: { operation: Operation; name: string; actions: Actions }) {
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  const submit = async (event: Event) => {
    event.preventDefault()
    setBusy(true)
    try {
      await actions.cancel(operation.id)
      actions.close()
    } catch (error) {
      setBusy(false)
      setProblem(asProblem(error))
    }
  }
  return (
    <Dialog title={texts.cancel.title(texts.operation.kind[operation.kind], name)} onClose={actions.close}>
      <form onSubmit={submit} noValidate>
        <p>{texts.cancel.text}</p>
        <ProblemNote problem={problem} />
        <p class="buttons">
          <button type="button" onClick={actions.close}>
            {texts.cancel.keep}
          </button>
          <button type="submit" class="danger" disabled={busy}>
            {busy ? texts.cancel.submitting : texts.cancel.submit}
          </button>
        </p>
      </form>
    </Dialog>
  )
}
