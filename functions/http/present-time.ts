// A time as the API writes it: RFC 3339, UTC, milliseconds, Z.

export function presentTime(ms: number): string {
  return new Date(ms).toISOString()
}
