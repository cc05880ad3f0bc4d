// A store's credentials: derived from the secret key, never stored; and the one function that hides them in text.
import { createHash, hkdfSync } from 'node:crypto'
import { type CredentialPurpose, credentialPurposes, engineOf } from './engines/index.ts'
import { withoutInvisible } from './invisible-characters.ts'
import { markSafe, type Redact, text } from './safe-text.ts'

export type Credentials = Record<CredentialPurpose, string>

/** A key of STORE_SECRET_KEY. `id` is public: rows keep it, so that a store always uses the key of its first install. */
export type SecretKey = { id: string; bytes: Uint8Array }

export function secretKey(bytes: Uint8Array): SecretKey {
  return { id: createHash('sha256').update('storeplane key id').update(bytes).digest('hex').slice(0, 12), bytes }
}

/** What the chart is handed for a store: the credentials that its engine uses, and no others. */
export function deriveEngineCredentials(key: SecretKey, { id, engine }: { id: string; engine: string }) {
  const { credentialPurposes: used } = engineOf(engine)
  return Object.fromEntries(used.map((purpose) => [purpose, derive(key, id, purpose)]))
}

/** The credentials of every engine, for whatever hides or shows them: 32 characters of base64url each (24 bytes of HKDF-SHA256). */
export function deriveCredentials(key: SecretKey, storeId: string): Credentials {
  const entries = credentialPurposes.map((purpose) => [purpose, derive(key, storeId, purpose)])
  return Object.fromEntries(entries) as Credentials
}

/**
 * The one function that makes a text of the cluster or of Helm safe to store, log and show. It hides the credentials of one
 * store (plain, URL-encoded, base64), passwords that an image generated and logged, control characters, what hides or reorders
 * text, and halves of characters, which a database may refuse, and keeps the last `maxBytes` (16 KiB). Where `keys` lack the
 * key of the store's first install its credentials are not known, so the text is withheld.
 */
export function bindRedactor({ id, keyId }: { id: string; keyId: string | null }, keys: readonly SecretKey[]): Redact {
  const usable = keyId === null ? keys : keys.filter((key) => key.id === keyId)
  let forms: string[] | undefined
  return (raw, maxBytes = usualBytes) => {
    if (keyId !== null && usable.length === 0) return withheld
    forms ??= usable.flatMap((key) => Object.values(deriveCredentials(key, id)).flatMap(formsOf))
    return markSafe(redact(raw, forms, maxBytes))
  }
}

const usualBytes = 16_384

/** Redacts for several stores at once: a text that concerns them all may hold what belongs to any. */
export function combineRedactors(redactors: readonly Redact[]): Redact {
  return (raw, maxBytes = usualBytes) => {
    const clean = redactors.reduce((text, hideFrom) => hideFrom(text, Number.POSITIVE_INFINITY), raw)
    return markSafe(redact(clean, [], maxBytes))
  }
}

const withheld = text`withheld, for STORE_SECRET_KEY lacks the key with which this store was installed, so its credentials in it are not known`

function redact(raw: string, forms: readonly string[], maxBytes: number): string {
  // Before credentials are looked for: one between whose characters something invisible stands reads as one.
  const whole = withoutInvisible(Buffer.from(raw).toString())
  const known = forms.reduce((text, form) => text.replaceAll(form, '[redacted]'), whole)
  const clean = known.replace(generated, '$1 [redacted]')
  return cut(
    clean.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029]/g, ' '),
    maxBytes,
  )
}

/** Passwords that an image makes for itself and logs, as MariaDB does for root: nobody but the line says what they are. */
const generated = /((?:generated|temporary)[^\r\n:]{0,40} password[^\r\n:]{0,80}:)(?![ \t]*\[redacted\])[ \t]*\S+/gi

function derive(key: SecretKey, storeId: string, purpose: string): string {
  const bytes = hkdfSync('sha256', key.bytes, new Uint8Array(0), `storeplane/v1/${storeId}/${purpose}`, 24)
  return Buffer.from(bytes).toString('base64url')
}

/** In a longer text that was encoded as a whole, a secret starts at any of three places of a base64 group. */
function formsOf(secret: string): string[] {
  const base64 = [0, 1, 2].map((shift) => {
    const encoded = Buffer.from(' '.repeat(shift) + secret).toString('base64')
    return encoded.slice(Math.ceil((shift * 4) / 3), Math.floor(((shift + secret.length) * 4) / 3) - 1)
  })
  return [secret, encodeURIComponent(secret), ...base64]
}

/** Keeps the end: the last lines say why. */
function cut(text: string, maxBytes: number): string {
  const bytes = Buffer.from(text)
  if (bytes.length <= maxBytes) return text
  return `…${bytes
    .subarray(bytes.length - maxBytes + 3)
    .toString('utf8')
    .replace(/^\ufffd+/, '')}`
}
