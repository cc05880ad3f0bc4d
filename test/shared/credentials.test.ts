// Derived credentials: the same for ever, different for everything else, and hidden in every text.
import { describe, expect, test } from 'vitest'
import {
  bindRedactor,
  combineRedactors,
  deriveCredentials,
  deriveEngineCredentials,
  secretKey,
} from '../../shared/credentials.ts'
import { credentialPurposes, engineOf, engines } from '../../shared/engines/index.ts'
import { partsOf } from '../support/leaks.ts'

const key = secretKey(Uint8Array.from({ length: 32 }, (_, index) => index))
const credentials = deriveCredentials(key, 'my-shop-abc123')

describe('derived credentials', () => {
  // Computed with another implementation of HKDF-SHA256 (RFC 5869). A change here locks merchants out of their stores.
  test('are these, whatever version of the program derives them', () => {
    expect(key.id).toBe('4d6269431248')
    expect(credentials).toMatchObject({
      adminPassword: 'osilzlfXm2kLT_ueMnJtMBwxWkChv_Fe',
      databasePassword: 'ZJ7x4Pd660iIb7ajrTfYMRpsqDaMti3Q',
      cachePassword: '9Z13kAonqhjQLTJ-V5OLdpwc0alGIpiC',
      jwtSecret: '1nafE-J2DTFsYCLc5r15i1wLd9wvvKgW',
      cookieSecret: '0MkxTdr5t3bagt3GMeZIRSgPwX_UVmz-',
      publishableKey: 'hgJqzEbT805caqZgn2z2Sv45Cj2k16dG',
      nonceSalt: '4onNrQikXcfXr_-mzy0mKPKjOBfo04x-',
    })
  })

  test('differ by purpose, store and key, and have 32 characters each', () => {
    const others = [
      deriveCredentials(key, 'my-shop-abc124'),
      deriveCredentials(secretKey(new Uint8Array(32)), 'my-shop-abc123'),
    ]
    const all = [credentials, ...others].flatMap((one) => Object.values(one))
    expect(all).toHaveLength(3 * credentialPurposes.length)
    expect(new Set(all).size).toBe(all.length)
    for (const secret of all) expect(secret).toMatch(/^[A-Za-z0-9_-]{32}$/)
  })

  test.each(engines)('a %s store is handed those that its engine uses, the same as ever', (engine) => {
    const handed = deriveEngineCredentials(key, { id: 'my-shop-abc123', engine })
    expect(Object.keys(handed)).toEqual(engineOf(engine).credentialPurposes)
    expect(credentials).toMatchObject(handed)
  })
})

describe('a redactor', () => {
  const store = { id: 'my-shop-abc123', keyId: key.id }
  const redact = bindRedactor(store, [key])
  const secret = credentials.databasePassword
  const inside = (shift: number) => Buffer.from(`${' '.repeat(shift)}${secret} and more`).toString('base64')
  const newer = secretKey(new Uint8Array(32))

  test.each([
    ['[Note] [Entrypoint]: GENERATED ROOT PASSWORD: ', 'p=(9]Qo-x;:"', '\n'],
    ['[Entrypoint]: GENERATED ROOT PASSWORD:\t', 'abc', ''],
    ['A temporary password is generated for root@localhost: ', 'k2!x:Q', '\r\n'],
  ])('hides a password that an image made for itself and logs: %s', (before, password, after) => {
    const told = redact(`first\n${before}${password}${after}last`)
    expect(told).not.toContain(password)
    expect(told).toMatch(/^first\n.*: \[redacted\]/)
    // Once more, as what a row remembers as JSON: it stays JSON.
    expect(JSON.parse(redact(JSON.stringify({ details: told, code: 'crash_loop' })))).toMatchObject({
      code: 'crash_loop',
    })
  })

  test.each([
    ['plain', `password=${secret}!`],
    ['URL-encoded', `mysql://u:${encodeURIComponent(secret)}@db`],
    ['base64', Buffer.from(secret).toString('base64')],
    ['base64 of a longer text, first place', inside(0)],
    ['base64 of a longer text, second place', inside(1)],
    ['base64 of a longer text, third place', inside(2)],
    ['twice', `${secret} ${secret}`],
  ])('hides a credential that is %s', (_, text) => {
    const clean = redact(text)
    expect(clean).toContain('[redacted]')
    for (const part of [secret, secret.slice(0, 16), secret.slice(-16)]) {
      expect(clean).not.toContain(part)
      expect(Buffer.from(clean, 'base64').toString('latin1')).not.toContain(part)
    }
  })

  test.each(Object.entries(credentials))('hides %s', (_, credential) => {
    expect(redact(`a ${credential} b`)).toBe('a [redacted] b')
  })

  test('hides the credentials of the key with which the store was installed, whichever is the newest', () => {
    expect(bindRedactor(store, [newer, key])(`a ${secret} b`)).toBe('a [redacted] b')
  })

  test('hides those of every key while the store has not been installed', () => {
    const others = Object.values(deriveCredentials(newer, store.id))
    const clean = bindRedactor({ ...store, keyId: null }, [newer, key])([secret, ...others].join(' '))
    expect(clean.replaceAll('[redacted]', '').trim()).toBe('')
  })

  test('withholds the whole text where the key of the store is missing', () => {
    const clean = bindRedactor(store, [newer])(`a ${secret} b`)
    expect(clean).toMatch(/^withheld, for STORE_SECRET_KEY lacks the key/)
    expect(clean).not.toContain('a ')
  })

  test('of several stores hides what belongs to any of them, and withholds where one is not known', () => {
    const other = { id: 'other-abc123', keyId: key.id }
    const text = `${secret} ${deriveCredentials(key, other.id).adminPassword}`
    const both = [redact, bindRedactor(other, [key])]
    expect(combineRedactors(both)(text)).toBe('[redacted] [redacted]')
    expect(combineRedactors([...both, bindRedactor({ id: 'third-abc123', keyId: 'gone' }, [key])])(text)).toMatch(
      /^withheld/,
    )
  })

  test('of several stores cuts only once everything is hidden, so that no half of a credential is left', () => {
    const other = { id: 'other-abc123', keyId: key.id }
    const both = combineRedactors([bindRedactor(other, [key]), redact])
    for (let after = 16_384 - secret.length; after <= 16_384; after++) {
      const clean = both(`${secret}${'x'.repeat(after)}`)
      expect(partsOf(secret, 8).filter((part) => clean.includes(part))).toEqual([])
      expect(Buffer.byteLength(clean)).toBeLessThanOrEqual(16_384)
    }
  })

  test('makes half a character whole, as a database may refuse it', () => {
    expect(redact('a \ud83d b')).toBe('a \ufffd b')
    expect(combineRedactors([])('a \ude00 b')).toBe('a \ufffd b')
  })

  test('leaves what is no credential, and takes control characters away but for line ends and tabs', () => {
    expect(redact('ok\r\nnext\tcell \u001b[31mred\u0000\u009b')).toBe('ok\nnext\tcell  [31mred  ')
  })

  test('keeps the end of a text that is too long, in whole characters', () => {
    const cut = redact(`${'é'.repeat(100)}end`, 50)
    expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(50)
    expect(cut).toMatch(/^…é+end$/)
  })
})
