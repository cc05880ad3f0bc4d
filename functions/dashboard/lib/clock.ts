// The browser's clock, set right by what the server says in its answers.

let aheadMs = 0
const tolerableMs = 2_000

/** Milliseconds since 1970, as the server would say. */
export function nowMs(): number {
  return Date.now() - aheadMs
}

/** `date` is a Date header: whole seconds, so small differences mean nothing. */
export function learnTime(date: string | null): void {
  const serverMs = Date.parse(date ?? '')
  if (Number.isNaN(serverMs)) return
  const difference = Date.now() - serverMs - 500
  aheadMs = Math.abs(difference) > tolerableMs ? difference : 0
}
