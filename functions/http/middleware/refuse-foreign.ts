// While nobody needs a key: serves this machine's own programs and pages, and no web page from elsewhere that reaches
// this address by DNS rebinding, a form or a script.
import type { Context } from 'hono'
import { CodedError } from '../../../shared/errors.ts'

const loopbackHosts = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i

/** What proxies add: behind one, anybody may be on the other side. */
const proxyHeaders = ['Forwarded', 'Via', 'X-Forwarded-For', 'X-Forwarded-Host', 'X-Forwarded-Proto', 'X-Real-IP']

/** Throws `forbidden_host`. */
export function refuseForeign(c: Context): void {
  const added = proxyHeaders.find((name) => c.req.header(name) !== undefined)
  if (added !== undefined) throw forbidden(`not through a proxy (the request has the header ${added})`)
  const addressed = new URL(c.req.url).host
  const host = c.req.header('Host') ?? addressed
  if (!loopbackHosts.test(host) || !loopbackHosts.test(addressed)) throw forbidden(`not for the host "${host}"`)
  const origin = c.req.header('Origin')?.toLowerCase()
  const own = host.toLowerCase()
  if (origin !== undefined && origin !== `http://${own}` && origin !== `https://${own}`)
    throw forbidden('not for pages of another origin')
  const site = c.req.header('Sec-Fetch-Site')
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw forbidden('not for pages of another site')
}

function forbidden(why: string): CodedError {
  return new CodedError(
    'forbidden_host',
    `Without a key this server is for this machine only (http://localhost or http://127.0.0.1), ${why}; to open it, make a key: storeplane admin keys create --owner NAME --scopes read,write`,
  )
}
