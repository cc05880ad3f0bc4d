// STORE_SECRET_KEY: one or more keys, newest first, from which all stores' passwords are derived.
import { type SecretKey, secretKey } from '../credentials.ts'
import type { Shape } from './shape.ts'

export const secretKeys: Shape<SecretKey[]> = {
  form: 'keys of 32 bytes or more in base64 or hex, separated by commas',
  hint: `make one with: node -e "console.log(require('node:crypto').randomBytes(32).toString('base64'))"`,
  read: (text) => {
    const keys = decodeKeys(text)
    return keys.every((bytes) => bytes !== undefined && bytes.length >= 32 && !isOneByte(bytes))
      ? keys.map((bytes) => secretKey(bytes as Buffer))
      : undefined
  },
  faultsOf: (text) => {
    const form = `must be ${secretKeys.form}; ${secretKeys.hint}`
    return decodeKeys(text).some((bytes) => bytes && isOneByte(bytes))
      ? [`is one byte again and again, which anybody guesses; it ${form}`]
      : [form]
  },
  isSecret: true,
}

function decodeKeys(text: string): (Buffer | undefined)[] {
  return text.split(',').map((part) => decodeKey(part.trim()))
}

function isOneByte(bytes: Buffer): boolean {
  return bytes.length > 0 && bytes.every((byte) => byte === bytes[0])
}

function decodeKey(text: string): Buffer | undefined {
  if (/^([0-9a-f]{2})+$/i.test(text)) return Buffer.from(text, 'hex')
  if (/^[A-Za-z0-9+/_-]+={0,2}$/.test(text)) return Buffer.from(text, 'base64')
  return undefined
}
