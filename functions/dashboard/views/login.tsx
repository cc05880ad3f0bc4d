// The first login of a store, which is shown only when asked for, and forgotten when hidden.
import { useState } from 'hono/jsx/dom'
import { asProblem, type Problem } from '../api/problem.ts'
import type { Credentials } from '../api/shapes.ts'
import type { Actions } from '../state/actions.ts'
import { texts } from '../texts.ts'
import { CopiedFacts } from './copied-facts.tsx'
import { ProblemNote } from './problem.tsx'

export function Login({ id, actions }: { id: string; actions: Actions }) {
  const [shown, setShown] = useState<Credentials | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  const show = async () => {
    setBusy(true)
    setProblem(null)
    try {
      setShown(await actions.credentials(id))
    } catch (error) {
      setProblem(asProblem(error))
    }
    setBusy(false)
  }
  return (
    <section class="panel" id="login">
      <h2>{texts.login.title}</h2>
      {shown === null ? (
        <>
          <p class="hint">{texts.login.text}</p>
          <ProblemNote problem={problem} />
          <button type="button" disabled={busy} onClick={show}>
            {texts.login.show}
          </button>
        </>
      ) : (
        <Shown credentials={shown} actions={actions} hide={() => setShown(null)} />
      )}
    </section>
  )
}

function Shown({ credentials, actions, hide }: { credentials: Credentials; actions: Actions; hide: () => void }) {
  const { admin_url, user, password, message } = credentials
  const fields = [
    [texts.login.url, admin_url],
    [texts.login.user, user],
    [texts.login.password, password],
  ] as const
  return (
    <>
      <dl class="facts">
        <CopiedFacts facts={fields} actions={actions} />
      </dl>
      <p class="hint">{message}</p>
      <button type="button" onClick={hide}>
        {texts.login.hide}
      </button>
    </>
  )
}
