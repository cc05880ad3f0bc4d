// Page after page of what the API lists, up to a limit.
import { ExitError } from '../../shared/errors.ts'
import type { Context } from '../context.ts'

export const defaultLimit = 10_000
const pageSize = 500

type Page<T, C> = { items: T[]; next: C | null }

/** Where the limit ends the list it says so: what is missing must not look as if it were not there. */
export async function readPages<T, C>(
  context: Context,
  {
    limit,
    what,
    read,
  }: { limit: number; what: string; read: (at: { cursor: C | null; limit: string }) => Promise<Page<T, C>> },
): Promise<T[]> {
  const all: T[] = []
  let cursor: C | null = null
  do {
    const page: Page<T, C> = await read({ cursor, limit: String(Math.min(pageSize, limit - all.length)) })
    all.push(...page.items)
    cursor = page.next
  } while (cursor !== null && all.length < limit)
  if (cursor !== null) context.note(`These are ${all.length} ${what}, and there are more.`)
  return all
}

/** Throws an ExitError with code 2. */
export function readLimit(text: string | undefined): number {
  if (text === undefined) return defaultLimit
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text)
  throw new ExitError(2, '--limit must be a whole number from 1 to 999999')
}
