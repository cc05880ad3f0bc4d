// API keys: how one is made, what of it is stored, and what it may be allowed to do.
import { hash, randomBytes } from 'node:crypto'
import { makeKeyId, type RandomBytes } from './ids.ts'

/** `admin` sees all owners' stores; each other scope opens its own calls and nothing else. */
export const scopes = ['read', 'write', 'credentials', 'metrics', 'admin'] as const
export type Scope = (typeof scopes)[number]

/** `key` is shown once and never stored; `hash` is what the database keeps. */
export type NewApiKey = { id: string; key: string; hash: string }

export function makeApiKey(random: RandomBytes = randomBytes): NewApiKey {
  const key = `sp_${Buffer.from(random(32)).toString('base64url')}`
  return { id: makeKeyId(random), key, hash: hashApiKey(key) }
}

/** A plain hash is enough: a key has 256 random bits, so there is nothing to guess. */
export function hashApiKey(key: string): string {
  return hash('sha256', key)
}

export function isApiKey(text: string): boolean {
  return /^sp_[A-Za-z0-9_-]{43}$/.test(text)
}
