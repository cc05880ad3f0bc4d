// Asks for an API key; it is kept in this tab once the server has taken it.
import { useState } from 'hono/jsx/dom'
import { asProblem, type Problem } from '../api/problem.ts'
import type { Actions } from '../state/actions.ts'
import { texts } from '../texts.ts'
import { textOf } from './problem.tsx'

const shape = /^sp_[A-Za-z0-9_-]{43}$/

export function SignIn({ problem, actions }: { problem: Problem | null; actions: Actions }) {
  const [fault, setFault] = useState(problem === null ? '' : texts.signIn.again)
  const [busy, setBusy] = useState(false)
  const submit = async (event: Event) => {
    event.preventDefault()
    const key = String(new FormData(event.currentTarget as HTMLFormElement).get('key')).trim()
    if (!shape.test(key)) return setFault(texts.signIn.shape)
    setBusy(true)
    try {
      await actions.signIn(key)
    } catch (error) {
      const refused = asProblem(error)
      setFault(refused.code === 'unauthorized' ? texts.signIn.wrong : textOf(refused))
      setBusy(false)
    }
  }
  return (
    <form class="card narrow" onSubmit={submit} noValidate>
      <h1>{texts.signIn.title}</h1>
      <p>{texts.signIn.text}</p>
      <label for="key">{texts.signIn.label}</label>
      <input
        id="key"
        name="key"
        type="password"
        autocomplete="off"
        spellcheck={false}
        aria-invalid={fault === '' ? null : 'true'}
        aria-describedby="key-fault"
        onInput={() => setFault('')}
      />
      <p id="key-fault" class="field-fault" role="alert">
        {fault}
      </p>
      <p class="buttons">
        <button type="submit" class="main" disabled={busy}>
          {busy ? texts.signIn.submitting : texts.signIn.submit}
        </button>
      </p>
      <p class="hint">
        {texts.signIn.help} <code>storeplane admin keys create --owner NAME --scopes read,write</code>
      </p>
    </form>
  )
}
