// A figure with its rounds: the middle and the spread of the number, of what stands beside it, and of their ratio; and the goals.
import type { Figure, Goal, Round } from './measure.ts'
import { type Summary, summarize } from './statistics.ts'

export type Judged = {
  value: Summary
  beside: Summary | null
  /** Of the rounds' own ratios: each round met the same machine. */
  ratio: Summary | null
  goals: { goal: Goal; met: boolean }[]
}

export function judgeFigure({ goals }: Pick<Figure, 'goals'>, rounds: Round[]): Judged {
  const pairs = rounds.flatMap(({ value, beside }) => (beside === undefined ? [] : [{ value, beside }]))
  const value = summarize(rounds.map((round) => round.value))
  const beside = pairs.length === 0 ? null : summarize(pairs.map((pair) => pair.beside))
  const ratio = pairs.length === 0 ? null : summarize(pairs.map((pair) => pair.value / pair.beside))
  const met = ({ of, at, limit }: Goal) => {
    const got = of === 'value' ? value.median : ratio?.median
    return got !== undefined && (at === 'least' ? got >= limit : got <= limit)
  }
  return { value, beside, ratio, goals: goals.map((goal) => ({ goal, met: met(goal) })) }
}
