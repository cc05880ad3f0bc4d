// A value of a chart or of an object on one line.

const longest = 120

/** Of a text with several lines the number, for they would not fit. */
export function describeValue(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (typeof value === 'string' && value.trimEnd().includes('\n')) return `${value.trimEnd().split('\n').length} lines`
  const text = JSON.stringify(value)
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text
}
