// Whose an API key is to be, what it may do and for how long, as the commands that make keys are told.
import { type Scope, scopes } from '../../shared/api-keys.ts'
import { ExitError } from '../../shared/errors.ts'

type Given = Partial<Record<'owner' | 'scopes' | 'expires' | 'max-stores', string | undefined>>

/** Throws an ExitError with code 2 that says what to write instead. */
export function readKeyOptions(given: Given) {
  return {
    owner: readOwner(given.owner),
    scopes: readScopes(given.scopes),
    expiresInMs: readDuration(given.expires),
    maxStores: readMaxStores(given['max-stores']),
  }
}

function readOwner(text: string | undefined): string {
  if (text === undefined) throw new ExitError(2, '--owner is missing: whose stores the key is for')
  if (/^[A-Za-z0-9][A-Za-z0-9._@-]{0,62}$/.test(text)) return text
  throw new ExitError(2, '--owner must be a name of 1 to 63 letters, digits and . _ @ -')
}

function readScopes(text: string | undefined): Scope[] {
  if (text === undefined) throw new ExitError(2, `--scopes is missing: one or more of ${scopes.join(',')}`)
  const wanted = [...new Set(text.split(',').map((scope) => scope.trim()))]
  const known = scopes.filter((scope) => wanted.includes(scope))
  if (known.length === wanted.length) return known
  throw new ExitError(2, `--scopes must be one or more of ${scopes.join(',')}`)
}

function readDuration(text: string | undefined): number | null {
  if (text === undefined) return null
  const [, count, unit] = /^([1-9]\d{0,4})([smhd])$/.exec(text) ?? []
  if (count === undefined) throw new ExitError(2, '--expires must be a duration such as 90d, 12h, 30m or 60s')
  const unitMs = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }[unit as 's' | 'm' | 'h' | 'd']
  return Number(count) * unitMs
}

function readMaxStores(text: string | undefined): number | null {
  if (text === undefined) return null
  if (/^\d{1,6}$/.test(text)) return Number(text)
  throw new ExitError(2, '--max-stores must be a whole number')
}
