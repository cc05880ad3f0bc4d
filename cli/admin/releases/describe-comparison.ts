// The differences between two releases, for people: each change once, with the objects that have it.
import type { Difference } from '../../../shared/releases/checks/differences.ts'
import type { Comparison, ObjectDifference, RenderedDifference } from './compare-releases.ts'
import { describeValue } from './describe-value.ts'
import type { Problem } from './open-renderer.ts'

export function describeComparison({ values, rendered }: Comparison): string {
  const sections = [
    section('Values', values.map(describeChange)),
    ...rendered.map(({ engine, difference }) => section(`Rendered for ${engine}`, describeRendered(difference))),
  ]
  return sections.join('\n\n')
}

function section(title: string, lines: string[]): string {
  return [title, ...(lines.length === 0 ? ['  no difference'] : lines.map((line) => `  ${line}`))].join('\n')
}

function describeRendered(difference: RenderedDifference | Problem): string[] {
  if ('problem' in difference) return [difference.problem]
  return [
    ...difference.onlyBefore.map((object) => `${object}: only in the first`),
    ...difference.onlyAfter.map((object) => `${object}: only in the second`),
    ...groupChanges(difference.changed),
  ]
}

/** A label with the chart's version changes on every object, and is told once. */
function groupChanges(changed: readonly ObjectDifference[]): string[] {
  const objectsByChange = new Map<string, string[]>()
  for (const change of changed) {
    const line = describeChange(change)
    objectsByChange.set(line, [...(objectsByChange.get(line) ?? []), change.object])
  }
  return [...objectsByChange].map(([line, objects]) =>
    objects.length > 3 ? `${objects.length} objects: ${line}` : `${objects.join(', ')}: ${line}`,
  )
}

function describeChange({ path, before, after }: Difference): string {
  const lines = [before, after].map((value) => (typeof value === 'string' ? value.split('\n') : []))
  const [old = [], fresh = []] = lines
  if (old.length < 2 || fresh.length < 2) return `${path}: ${describeValue(before)} → ${describeValue(after)}`
  const at = old.findIndex((line, index) => line !== fresh[index])
  const place = at === -1 ? old.length : at
  return `${path}: ${describeValue(before)} → ${describeValue(after)}; line ${place + 1}: ${describeValue(old[place])} → ${describeValue(fresh[place])}`
}
