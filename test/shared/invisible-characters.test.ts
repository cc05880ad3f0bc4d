// Characters that hide or reorder what stands beside them: in no text of the cluster, in no refusal, on no terminal.
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bindRedactor, combineRedactors, deriveCredentials, secretKey } from '../../shared/credentials.ts'
import { withoutInvisible } from '../../shared/invisible-characters.ts'
import { printable } from '../../shared/printable.ts'
import { makeApi } from '../functions/api.ts'
import { makeDatabase, type TestDatabase } from '../support/database.ts'

/** What Unicode says has no look of its own, and what frames an annotation; but what the spelling of a word or emoji needs. */
const hides = /[\p{DI}\ufff9-\ufffb]/u
const spells = /\p{Join_Control}|[\u180b-\u180d]|\u180f|[\ufe00-\ufe0f]/u
const isForbidden = (character: string) => hides.test(character) && !spells.test(character)
const everyCharacter = Array.from({ length: 0x110000 }, (_, at) => String.fromCodePoint(at)).filter(
  (character) => !/\p{Cs}/u.test(character),
)
const forbidden = everyCharacter.filter(isForbidden)

test('every such character of Unicode is taken away, and no other', () => {
  expect(forbidden.length).toBeGreaterThan(4_000)
  expect(everyCharacter.filter((character) => (withoutInvisible(character) === '') !== isForbidden(character))).toEqual(
    [],
  )
  expect(forbidden.filter((character) => /\p{Bidi_Control}/u.test(character))).toHaveLength(12)
})

test.each(['بدون حرکت', 'می‌خواهم', 'क्‍ष', '👩‍👩‍👧 ❤️ ✔︎', 'naïve — “quotes” 日本語', 'e\u0301'])(
  '%s stays as it is',
  (word) => expect(withoutInvisible(word)).toBe(word),
)

const text = fc
  .array(fc.oneof(fc.constantFrom(...forbidden), fc.string({ unit: 'binary', maxLength: 8 })), { maxLength: 20 })
  .map((parts) => parts.join(''))
const has = (shown: string) =>
  [...shown].filter((character) => isForbidden(character) || /[\u2028\u2029]/.test(character))

describe('a redactor', () => {
  const key = secretKey(Uint8Array.from({ length: 32 }, (_, index) => index))
  const redact = bindRedactor({ id: 'my-shop-abc123', keyId: key.id }, [key])
  const secret = deriveCredentials(key, 'my-shop-abc123').databasePassword

  test('takes them away from whatever text, and what it made stays as it is', () => {
    fc.assert(
      fc.property(text, (given) => {
        for (const clean of [redact(given), combineRedactors([redact, redact])(given)]) {
          expect(has(clean)).toEqual([])
          expect(redact(clean)).toBe(clean)
        }
      }),
    )
  })

  test('hides a credential between whose characters they stand', () => {
    const places = fc.array(fc.tuple(fc.nat({ max: secret.length }), fc.constantFrom(...forbidden)), { minLength: 1 })
    fc.assert(
      fc.property(places, (inserted) => {
        const split = [...secret]
        for (const [at, character] of inserted) split.splice(at, 0, character)
        const clean = redact(`a ${split.join('')} b`)
        expect(clean).toBe('a [redacted] b')
      }),
    )
  })
})

test('a terminal is shown their numbers, and JSON stays JSON', () => {
  fc.assert(
    fc.property(text, (given) => {
      const json = printable(JSON.stringify(given))
      expect(has(json)).toEqual([])
      expect(JSON.parse(json)).toBe(given)
    }),
  )
  expect(printable('a\u202eb\u{e0041}c\u00add')).toBe('a\\u202eb\\udb40\\udc41c\\u00add')
})

describe('a refusal', () => {
  let files: TestDatabase
  beforeAll(async () => {
    files = await makeDatabase()
  })
  afterAll(() => files.remove())

  test('quotes what was sent without them', async () => {
    const api = makeApi(files.database)
    for (const json of [
      { name: 'x', engine: 'medusa', 'na\u202eme': 1 },
      { name: 'x', engine: 'medusa', release: 'r\u202e' },
    ]) {
      const { status, body } = await api.call('/stores', { method: 'POST', json })
      expect(status).toBeGreaterThanOrEqual(400)
      expect(
        has([body.detail, ...(body.errors ?? []).map(({ message }: { message: string }) => message)].join()),
      ).toEqual([])
    }
  })
})
