// Why stores wait, where the poller's side says so.
import type { Overview } from '../api/shapes.ts'
import { Icon } from './icons.tsx'

export function PollerNote({ overview }: { overview: Overview | null }) {
  const reasons = overview?.poller.reasons ?? []
  if (reasons.length === 0) return null
  return (
    <div class="note">
      <Icon name="degraded" />
      <ul>
        {reasons.slice(0, 3).map((reason) => (
          <li key={reason}>{sentence(reason)}</li>
        ))}
      </ul>
    </div>
  )
}

function sentence(reason: string): string {
  return `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`.replace(/\.\.$/, '.')
}
