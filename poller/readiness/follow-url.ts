// The way to a store's URL and back: which address, which redirects, how many bytes.
import { lookup } from 'node:dns/promises'
import http from 'node:http'
import https from 'node:https'
import { isIP } from 'node:net'
import { awaitResponse } from '../../shared/await-response.ts'
import type { ProbeAnswer } from '../../shared/engines/index.ts'
import { orAborted } from '../../shared/or-aborted.ts'
import type { UrlProbe } from './url-probe.ts'

/** Looked up once, so that a redirect cannot meet another answer of the name server. */
export async function connectHost(
  { hostname }: URL,
  address: string | undefined,
  signal: AbortSignal,
): Promise<string> {
  if (address !== undefined) return unbracketed(new URL(`http://${address}`).hostname)
  if (hostname === 'localhost' || hostname.endsWith('.localhost')) return '127.0.0.1'
  if (isIP(unbracketed(hostname))) return unbracketed(hostname)
  const found = await orAborted(lookup(hostname), signal)
  return found.address
}

function unbracketed(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '')
}

type Following = { probe: UrlProbe; url: URL; host: string; signal: AbortSignal; redirectsLeft: number }

export async function follow({ probe, url, host, signal, redirectsLeft }: Following): Promise<string | null> {
  const answer = await ask({ probe, url, host, signal })
  const isRedirect = answer.status >= 301 && answer.status <= 308 && answer.location !== undefined
  if (!isRedirect || redirectsLeft === 0) return probe.accept(answer)
  if (!URL.canParse(answer.location ?? '', url.href)) return `HTTP ${answer.status} to something that is no URL`
  const next = new URL(answer.location ?? '', url)
  const refusal = refusedRedirect(url, next, probe.address !== undefined)
  if (refusal !== null) return `HTTP ${answer.status} ${refusal}`
  return follow({ probe, url: next, host, signal, redirectsLeft: redirectsLeft - 1 })
}

function refusedRedirect(from: URL, to: URL, hasFixedAddress: boolean): string | null {
  if (to.hostname !== from.hostname) return 'to another host, which is not followed'
  if (to.origin === from.origin) return null
  const isUpgrade = from.protocol === 'http:' && to.protocol === 'https:' && from.port === '' && to.port === ''
  if (!isUpgrade) return 'to another port or scheme, which is not followed'
  return hasFixedAddress
    ? 'to https, which cannot be followed over a fixed address; let STORE_URL_TEMPLATE say https'
    : null
}

type Asking = { probe: UrlProbe; url: URL; host: string; signal: AbortSignal }

async function ask({ probe, url, host, signal }: Asking): Promise<ProbeAnswer> {
  const { request } = url.protocol === 'https:' ? https : http
  const fixedPort = probe.address === undefined ? '' : new URL(`http://${probe.address}`).port || '80'
  const name = unbracketed(url.hostname)
  const options = {
    host,
    port: fixedPort || url.port || (url.protocol === 'https:' ? 443 : 80),
    path: `${url.pathname}${url.search}`,
    headers: { accept: '*/*', 'user-agent': 'storeplane-probe', ...probe.headers, host: url.host },
    servername: isIP(name) ? '' : name,
    rejectUnauthorized: !probe.insecure,
    agent: false as const,
    signal,
  }
  const response = await awaitResponse(request(options).end())
  const { location, 'content-type': contentType } = response.headers
  return {
    status: response.statusCode ?? 0,
    ...(location === undefined ? {} : { location }),
    ...(contentType === undefined ? {} : { contentType }),
    body: await beginningOf(response, probe.maxBytes),
    path: url.pathname,
  }
}

/** Leaving the loop closes the connection: nothing more is read than is judged. */
async function beginningOf(response: http.IncomingMessage, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk)
    bytes += chunk.length
    if (bytes >= maxBytes) break
  }
  return Buffer.concat(chunks).subarray(0, maxBytes).toString('utf8')
}
