// Retries a FAILED store; pressed twice, it is one retry.
import { useRef, useState } from 'hono/jsx/dom'
import { asProblem, type Problem } from '../api/problem.ts'
import { onceKey } from '../lib/once.ts'
import type { Actions } from '../state/actions.ts'
import { texts } from '../texts.ts'
import { Icon } from './icons.tsx'
import { ProblemNote } from './problem.tsx'

export function RetryButton({ id, actions }: { id: string; actions: Actions }) {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const once = useRef(onceKey())
  const retry = async () => {
    setBusy(true)
    setProblem(null)
    try {
      await actions.retry(id, once.current ?? '')
    } catch (error) {
      setProblem(asProblem(error))
    }
    setBusy(false)
  }
  return (
    <>
      <button type="button" class="main" disabled={busy} onClick={retry}>
        <Icon name="retry" />
        {busy ? texts.store.retrying : texts.store.retry}
      </button>
      <ProblemNote problem={problem} />
    </>
  )
}
