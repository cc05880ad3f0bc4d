// Numbers and goals in words, the same on the terminal and in docs/.
import type { Figure, Goal } from './measure.ts'
import type { Summary } from './statistics.ts'

/** Three digits that count, and no more than there are. */
export function number(value: number): string {
  if (value === 0) return '0'
  const magnitude = Math.floor(Math.log10(Math.abs(value)))
  const decimals = Math.min(Math.max(2 - magnitude, 0), 3)
  const rounded = magnitude > 2 ? Number(value.toPrecision(3)) : value
  return rounded.toLocaleString('en-US', { maximumFractionDigits: decimals, minimumFractionDigits: 0 })
}

export function spread({ median, low, high }: Summary): string {
  return low === high ? number(median) : `${number(median)} (${number(low)} to ${number(high)})`
}

export function goalInWords({ of, at, limit }: Goal, { unit }: Pick<Figure, 'unit'>): string {
  const amount = of === 'ratio' ? `${number(limit)} times` : `${number(limit)} ${unit}`
  return `at ${at} ${amount}`
}
