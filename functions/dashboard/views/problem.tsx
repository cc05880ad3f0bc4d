// Why something was not done, told where it was asked for.
import type { Problem } from '../api/problem.ts'
import { texts } from '../texts.ts'
import { Icon } from './icons.tsx'

export function ProblemNote({ problem }: { problem: Problem | null }) {
  if (problem === null) return null
  return (
    <p class="fault" role="alert">
      <Icon name="degraded" />
      <span>
        {textOf(problem)}
        {problem.requestId !== null && problem.status >= 500 ? (
          <small>{texts.problem.request(problem.requestId)}</small>
        ) : null}
      </span>
    </p>
  )
}

export function textOf({ code, detail }: Problem): string {
  return code === 'unreachable' ? texts.problem.unreachable : detail
}
