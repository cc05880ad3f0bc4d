// Small charts as plain SVG; their numbers stand beside them as text.
import type { Overview } from '../api/shapes.ts'
import { count, duration } from '../lib/format.ts'
import { texts } from '../texts.ts'

type Within = Overview['time_to_ready']['within']

const fewestClasses = 6

/** How many took how long; classes at both ends that nobody is in are left out, but for a few. */
export function Histogram({ within }: { within: Within }) {
  const used = within.findLastIndex((one) => one.count > 0)
  const begins = Math.max(0, Math.min(within.findIndex((one) => one.count > 0) - 1, within.length - fewestClasses))
  const shown = within.slice(begins, Math.max(begins + fewestClasses, used + 2))
  const most = Math.max(1, ...shown.map((one) => one.count))
  const width = 320 / shown.length
  return (
    <svg class="histogram" viewBox="0 0 320 96" role="img" aria-label={spoken(shown, within)}>
      {shown.map((one, index) => {
        const height = one.count === 0 ? 1 : Math.max(3, (one.count / most) * 60)
        const middle = index * width + width / 2
        return (
          <g key={one.seconds ?? 'more'} class={one.count === 0 ? 'none' : ''}>
            <rect
              x={index * width + 3}
              y={76 - height}
              width={width - 6}
              height={height}
              rx={one.count === 0 ? 0 : 2}
            />
            {one.count > 0 ? (
              <text x={middle} y={72 - height}>
                {count(one.count)}
              </text>
            ) : null}
            <text class="axis" x={middle} y="91">
              {labelOf(one, within)}
            </text>
          </g>
        )
      })}
    </svg>
  )
}

export function Bars({ bars }: { bars: { name: string; value: number; title: string }[] }) {
  const most = Math.max(1, ...bars.map(({ value }) => value))
  return (
    <ul class="bars">
      {bars.map(({ name, value, title }) => (
        <li key={name} title={title}>
          <code>{name}</code>
          <span class="many">{count(value)}</span>
          <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
            <rect class="track" width="100" height="6" />
            <rect width={Math.max(2, (value / most) * 100)} height="6" />
          </svg>
        </li>
      ))}
    </ul>
  )
}

function labelOf({ seconds }: Within[number], all: Within): string {
  return seconds === null ? `>${shortly(all.at(-2)?.seconds ?? 0)}` : `${shortly(seconds)}`
}

function shortly(seconds: number): string {
  return seconds < 60 ? `${seconds} s` : `${seconds / 60} min`
}

function spoken(shown: Within, all: Within): string {
  return shown
    .filter((one) => one.count > 0)
    .map(
      (one) =>
        `${one.seconds === null ? texts.overview.over(duration((all.at(-2)?.seconds ?? 0) * 1_000)) : texts.overview.upTo(duration(one.seconds * 1_000))}: ${one.count}`,
    )
    .join(', ')
}
