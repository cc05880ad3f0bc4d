// The endings of generated names, in the alphabet the API server uses (no vowels, so no words).
import { createHash, randomInt } from 'node:crypto'

const alphabet = 'bcdfghjklmnpqrstvwxz2456789'

export const randomSuffix = (length: number): string =>
  Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('')

/** The same ending for the same value. */
export const suffixOf = (value: unknown, length = 10): string =>
  [...createHash('sha256').update(JSON.stringify(value)).digest()]
    .slice(0, length)
    .map((byte) => alphabet[byte % alphabet.length])
    .join('')
