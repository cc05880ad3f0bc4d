// GET / and its files: the dashboard, a page that holds no secret; what it shows it asks the API for, with the reader's key.
import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { Context } from 'hono'
import { CodedError } from '../../shared/errors.ts'
import { createApp } from '../http/create-app.ts'
import { dashboardPage } from '../http/dashboard-page.ts'
import type { DashboardFiles, Deps } from '../http/deps.ts'
import { isTagNamed } from '../http/entity-tag.ts'

type Served = { type: string; body: Uint8Array<ArrayBuffer>; gzipped: Uint8Array<ArrayBuffer>; tag: string }

/** Nothing but this server's own files runs, styles or is asked; no text can become markup (Trusted Types). */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')
const pageHeaders = { 'Content-Security-Policy': policy, 'Cache-Control': 'no-cache' }
/** A file's name holds the hash of what is in it. */
const fileHeaders = { 'Cache-Control': 'public, max-age=31536000, immutable' }

/** Throws `not_found` where the process was built without a dashboard. */
export const getDashboard = ({ dashboard }: Deps) => {
  const { page, files } = dashboard ? prepare(dashboard) : { page: undefined, files: new Map<string, Served>() }
  return createApp()
    .get('/', (c) => send(c, page, pageHeaders))
    .get('/assets/:file', (c) => send(c, files.get(c.req.param('file')), fileHeaders))
}

function prepare({ script, style, icon }: DashboardFiles) {
  const made = [
    served('js', 'text/javascript; charset=utf-8', script),
    served('css', 'text/css; charset=utf-8', style),
    served('svg', 'image/svg+xml', icon),
  ] as const
  const [scriptFile, styleFile, iconFile] = made.map(({ name }) => `assets/${name}`)
  const text = dashboardPage({ script: `${scriptFile}`, style: `${styleFile}`, icon: `${iconFile}` })
  return {
    page: served('html', 'text/html; charset=utf-8', text).file,
    files: new Map(made.map(({ name, file }) => [name, file])),
  }
}

function served(ending: string, type: string, text: string): { name: string; file: Served } {
  const hash = createHash('sha256').update(text).digest('base64url').slice(0, 16)
  const body = new TextEncoder().encode(text)
  return {
    name: `dashboard-${hash}.${ending}`,
    file: { type, body, gzipped: new Uint8Array(gzipSync(body)), tag: `"${hash}"` },
  }
}

function send(c: Context, file: Served | undefined, headers: Record<string, string>): Response {
  if (file === undefined) throw new CodedError('not_found', `There is no file "${c.req.path}" here.`)
  const { type, body, gzipped, tag } = file
  // Weak, for the same file is sent in two forms.
  const all = { ...headers, ETag: `W/${tag}`, Vary: 'Accept-Encoding' }
  if (isTagNamed(c, tag)) return c.body(null, 304, all)
  const small = /\bgzip\b/.test(c.req.header('Accept-Encoding') ?? '')
  return c.body(small ? gzipped : body, 200, {
    ...all,
    'Content-Type': type,
    ...(small ? { 'Content-Encoding': 'gzip' } : {}),
  })
}
