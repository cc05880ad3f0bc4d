// DATABASE_URL: a file of this machine, or a libSQL server.
import { resolve } from 'node:path'
import type { Shape } from './shape.ts'

export type DatabaseAddress = { kind: 'local'; file: string } | { kind: 'remote'; url: string }

/** `sqlite:///x` is relative to the working directory, `sqlite:////x` absolute. */
export const databaseAddress: Shape<DatabaseAddress> = {
  form: 'sqlite:///relative.db, sqlite:////absolute.db, file:PATH, or the libsql://, http:// or https:// URL of a libSQL server',
  read: (text, directory) => {
    if (partsOf(text).length > 0 || namesFolder(text)) return undefined
    if (text.startsWith('sqlite:///')) return local(directory, text.slice('sqlite:///'.length))
    if (text.startsWith('file://')) return fromFileUrl(text)
    if (text.startsWith('file:')) return local(directory, text.slice('file:'.length))
    return /^(libsql|https?):\/\/[^/]/.test(text) && URL.canParse(text) ? { kind: 'remote', url: text } : undefined
  },
  faultsOf: (text) => {
    const parts = partsOf(text)
    if (parts.length > 0) return parts
    return [
      namesFolder(text)
        ? 'must name a file, not a folder; add the name of the file'
        : `must be ${databaseAddress.form}`,
    ]
  },
  // The URL of a server can hold a password.
  isSecret: true,
}

/** What no driver would heed: a file with it in its name would be made, and a server would not get it. Never with the text. */
function partsOf(text: string): string[] {
  if (!/[?#]/.test(text)) return []
  if (/[?&]authToken=/i.test(text)) return ['must have no query part; put the token into DATABASE_AUTH_TOKEN']
  return [
    'must have no ? and no #: options are not read from it; leave them out, and name a server without TLS by http://',
  ]
}

function namesFolder(text: string): boolean {
  return /^(sqlite:\/\/\/|file:)(.*\/)?\.{0,2}$/.test(text)
}

/** Undefined for what is no URL, or not encoded as one. */
function fromFileUrl(text: string): DatabaseAddress | undefined {
  try {
    return { kind: 'local', file: decodeURIComponent(new URL(text).pathname) }
  } catch {
    return undefined
  }
}

function local(directory: string, path: string): DatabaseAddress {
  return { kind: 'local', file: resolve(directory, path) }
}
