// Asks whether something is really to be done, does it, and says why where it was refused.
import type { Child } from 'hono/jsx'
import { useState } from 'hono/jsx/dom'
import { asProblem, type Problem } from '../api/problem.ts'
import type { Actions } from '../state/actions.ts'
import { Dialog } from './dialog.tsx'
import { ProblemNote } from './problem.tsx'

type Words = { title: string; text: string; keep: string; submit: string; submitting: string }
type Props = {
  words: Words
  confirm: () => Promise<void>
  actions: Actions
  /** False while something is missing before it can be done. */
  complete?: boolean
  children?: Child
}

export function ConfirmDialog({ words, confirm, actions, complete = true, children }: Props) {
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  const submit = async (event: Event) => {
    event.preventDefault()
    if (!complete) return
    setBusy(true)
    try {
      await confirm()
      actions.close()
    } catch (error) {
      setBusy(false)
      setProblem(asProblem(error))
    }
  }
  return (
    <Dialog title={words.title} onClose={actions.close}>
      <form onSubmit={submit} noValidate>
        <p>{words.text}</p>
        {children}
        <ProblemNote problem={problem} />
        <p class="buttons">
          <button type="button" onClick={actions.close}>
            {words.keep}
          </button>
          <button type="submit" class="danger" disabled={busy || !complete}>
            {busy ? words.submitting : words.submit}
          </button>
        </p>
      </form>
    </Dialog>
  )
}
