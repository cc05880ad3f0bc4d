// The page could not begin: why, and the way on.
import type { Problem } from '../api/problem.ts'
import type { Actions } from '../state/actions.ts'
import { texts } from '../texts.ts'

type Props = { problem: Problem | null; hasKey: boolean; actions: Actions }

export function Broken({ problem, hasKey, actions }: Props) {
  return (
    <section class="card narrow" role="alert">
      <h1>{texts.broken.title}</h1>
      <p>{problem ? reasonOf(problem) : ''}</p>
      <p class="buttons">
        <button type="button" class="main" onClick={() => void actions.start()}>
          {texts.broken.again}
        </button>
        {hasKey ? (
          <button type="button" onClick={actions.signOut}>
            {texts.signIn.out}
          </button>
        ) : null}
      </p>
    </section>
  )
}

function reasonOf({ code, detail }: Problem): string {
  if (code === 'unreachable') return texts.broken.unreachable
  return code === 'missing_scope' ? texts.broken.scope : detail
}
