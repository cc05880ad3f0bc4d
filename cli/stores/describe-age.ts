// How long ago something was, in its largest whole unit.

const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
] as const

/** Clocks of two machines differ: what is not yet is 0s. */
export function describeAge(at: string, nowMs: number): string {
  const ageMs = Math.max(0, nowMs - Date.parse(at))
  const [unit, unitMs] = units.find(([, ms]) => ageMs >= ms) ?? ['s', 1_000]
  return `${Math.floor(ageMs / unitMs)}${unit}`
}
