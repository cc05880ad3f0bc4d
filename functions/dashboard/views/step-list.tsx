// The steps of an operation, each with the time it took, and the one that it is at.
import type { Operation, StoreEvent } from '../api/shapes.ts'
import { duration } from '../lib/format.ts'
import { type Passed, type StepState, stepsOf } from '../lib/steps.ts'
import { texts } from '../texts.ts'
import { Icon, type IconName } from './icons.tsx'

const icons: Record<StepState, IconName> = { done: 'ready', current: 'provisioning', failed: 'failed', ahead: 'dot' }

type Props = { operation: Operation; events: readonly StoreEvent[]; now: number }

export function StepList({ operation, events, now }: Props) {
  return (
    <ol class="steps">
      {stepsOf(operation, events).map((passed) => (
        <li
          key={passed.step}
          class={`step is-${passed.state}`}
          aria-current={passed.state === 'current' ? 'step' : null}
        >
          <Icon name={icons[passed.state]} turning={passed.state === 'current'} />
          <span>{texts.step[passed.step]}</span>
          <span class="took">{timeOf(passed, now)}</span>
        </li>
      ))}
    </ol>
  )
}

function timeOf({ ms, sinceMs, state }: Passed, now: number): string {
  if (state === 'current' && sinceMs !== null)
    return duration(Math.floor((now - sinceMs) / 1_000) * 1_000).replace(/^< 0\.1|\.0/, (part) =>
      part === '.0' ? '' : '0',
    )
  return ms === null ? '' : duration(ms)
}
