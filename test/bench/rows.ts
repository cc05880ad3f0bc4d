// Measures and results brought together: one row for each figure that was measured.
import { type Judged, judgeFigure } from './judge-figure.ts'
import type { Figure, Measure } from './measure.ts'
import type { Results } from './results.ts'

export type FigureRow = { measure: Measure; figure: Figure; judged: Judged }

/** In the order of the measures; what was not measured has no row. */
export function rowsOf(measures: readonly Measure[], { measures: entries }: Results): FigureRow[] {
  return measures.flatMap((measure) =>
    measure.figures.flatMap((figure) => {
      const rounds = entries[measure.id]?.rounds[figure.id]
      return rounds ? [{ measure, figure, judged: judgeFigure(figure, rounds) }] : []
    }),
  )
}

export function isMissed({ judged }: FigureRow): boolean {
  return judged.goals.some(({ met }) => !met)
}

export type MissGroup = { names: string[]; miss: Figure['miss'] }

/** Figures that miss their goals for one reason stand together; the rows are those of misses. */
export function groupMisses(rows: FigureRow[]): MissGroup[] {
  const groups = new Map<string, MissGroup>()
  for (const { measure, figure } of rows) {
    const reason = figure.miss?.reason ?? ''
    const group = groups.get(reason) ?? { names: [], miss: figure.miss }
    group.names.push(`${measure.title}, ${figure.name}`)
    groups.set(reason, group)
  }
  return [...groups.values()]
}
