// The variables that programs share, each with its default and what to write instead of a faulty value.
import { resolve } from 'node:path'
import * as z from 'zod'
import { type SecretKey, secretKey } from '../credentials.ts'

/** Seconds, fractions allowed, as milliseconds. */
export function seconds(fallback: number, { min = 0.001, max = 86_400 }: { min?: number; max?: number } = {}) {
  return z
    .string()
    .default(String(fallback))
    .transform((text, context) => {
      const value = Number(text)
      if (Number.isFinite(value) && value >= min && value <= max) return Math.round(value * 1000)
      context.addIssue(`must be a number of seconds from ${min} to ${max}, not "${text}"`)
      return z.NEVER
    })
}

export function count(fallback: number, { min = 0, max = 1_000_000 }: { min?: number; max?: number } = {}) {
  return z
    .string()
    .default(String(fallback))
    .transform((text, context) => {
      const value = Number(text)
      if (Number.isInteger(value) && value >= min && value <= max) return value
      context.addIssue(`must be a whole number from ${min} to ${max}, not "${text}"`)
      return z.NEVER
    })
}

export function oneOf<const T extends readonly [string, ...string[]]>(choices: T, fallback: T[number]) {
  return z.enum(choices, { error: `must be one of ${choices.join(', ')}` }).default(fallback as never)
}

export type DatabaseAddress = { kind: 'local'; file: string } | { kind: 'remote'; url: string }

/** CONTRACT: `sqlite:///x` is relative to the working directory, `sqlite:////x` absolute. */
export function databaseAddress(directory: string) {
  return z
    .string()
    .default('sqlite:///store_platform.db')
    .transform((text, context): DatabaseAddress => {
      if (text.startsWith('sqlite:///'))
        return { kind: 'local', file: resolve(directory, text.slice('sqlite:///'.length)) }
      if (text.startsWith('file://')) return { kind: 'local', file: decodeURIComponent(new URL(text).pathname) }
      if (text.startsWith('file:')) return { kind: 'local', file: resolve(directory, text.slice('file:'.length)) }
      if (/^(libsql|https?):\/\/[^/]/.test(text)) return { kind: 'remote', url: text }
      context.addIssue(
        'must be sqlite:///relative.db, sqlite:////absolute.db, file:PATH, or the libsql://, http:// or https:// URL of a libSQL server',
      )
      return z.NEVER
    })
}

const makeKeyCommand = `node -e "console.log(require('node:crypto').randomBytes(32).toString('base64'))"`

/** STORE_SECRET_KEY: one or more keys of 32 bytes or more, base64 or hex, newest first. */
export const secretKeys = z.string().transform((text, context): SecretKey[] => {
  const keys = text.split(',').map((part) => decodeKey(part.trim()))
  if (keys.every((bytes) => bytes !== undefined && bytes.length >= 32))
    return keys.map((bytes) => secretKey(bytes as Buffer))
  context.addIssue(`each key must be 32 bytes or more in base64 or hex; make one with: ${makeKeyCommand}`)
  return z.NEVER
})

export const requiredSecretKeys = z
  .string({ error: `is required, to derive the stores' passwords from; make one with: ${makeKeyCommand}` })
  .pipe(secretKeys)

export const logLevel = oneOf(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], 'info')

/** Which cluster a poller serves; a store's row names its own. */
export const clusterName = z
  .string()
  .default('default')
  .refine(
    (text) => /^[a-z0-9]([-a-z0-9]{0,38}[a-z0-9])?$/.test(text),
    'must be 1 to 40 small letters, digits and hyphens, such as eu-1',
  )

export const baseDomain = z
  .string()
  .default('localhost')
  .refine(
    (text) => /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/.test(text),
    'must be a domain such as shops.example.com, in small letters',
  )

export const storeUrlTemplate = z
  .string()
  .default('http://{name}.{domain}')
  .refine(
    isUrlTemplate,
    'must be an http or https URL with {name} in its host and no path, such as http://{name}.{domain}',
  )

export const adminEmail = z
  .string()
  .default('admin@{host}')
  .refine(
    (text) => /^[^\s@]+@[^\s@]+$/.test(text),
    'must be an e-mail address; {host} stands for the host of the store',
  )

export const reservedNames = z
  .string()
  .default('www,api,admin,app,dashboard,mail,smtp,ns1,ns2,status,auth')
  .transform((text) =>
    text
      .split(',')
      .map((name) => name.trim().toLowerCase())
      .filter(Boolean),
  )

/** Origins as browsers send them. A list, for `*` would let every page that holds a key read everything with it. */
export const corsOrigins = z.string().transform((text, context) => {
  const origins = text
    .split(',')
    .map((origin) => origin.trim())
    .filter(Boolean)
  for (const origin of origins) {
    const fault = originFault(origin)
    if (fault !== undefined) context.addIssue(fault)
  }
  return origins
})

/** The store's URL, without a trailing slash, and its host name, without a port. */
export function expandStoreUrl(template: string, name: string, domain: string): { url: string; host: string } {
  const url = new URL(template.replaceAll('{name}', name).replaceAll('{domain}', domain))
  return { url: url.href.replace(/\/$/, ''), host: url.hostname }
}

function decodeKey(text: string): Buffer | undefined {
  if (/^([0-9a-f]{2})+$/i.test(text)) return Buffer.from(text, 'hex')
  if (/^[A-Za-z0-9+/_-]+={0,2}$/.test(text)) return Buffer.from(text, 'base64')
  return undefined
}

function originFault(text: string): string | undefined {
  if (text.includes('*')) return `must name each origin, not "${text}": "*" lets in pages that nobody has named`
  const origin = originOf(text)
  if (origin === text) return undefined
  const cure = origin === undefined ? 'https://panel.example.com' : origin
  return `must be origins, SCHEME://HOST[:PORT] as browsers send them, not "${text}"; write ${cure}`
}

/** Undefined for what is no http or https URL. */
function originOf(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined
  return url && /^https?:$/.test(url.protocol) ? url.origin : undefined
}

function isUrlTemplate(text: string): boolean {
  try {
    const { url, host } = expandStoreUrl(text, 'a-name', 'example.com')
    return /^https?:\/\/[^/]+$/.test(url) && host.includes('a-name')
  } catch {
    return false
  }
}
