// One look at a store's URL as a shopper's browser would take it: through the ingress, within bounds, judged and forgotten.
import { engineOf } from '../../shared/engines/index.ts'
import { orAborted } from '../../shared/or-aborted.ts'
import { connectHost, follow } from './follow-url.ts'
import type { UrlProbe } from './url-probe.ts'

export type UrlVerdict = { ok: true } | { ok: false; message: string }

/**
 * Never rejects. Redirects are followed only to the store's own host over the same address: the same origin, or from
 * http on port 80 to https on port 443 when no `address` fixes the port. Messages hold nothing that the shop sent.
 */
export async function probeUrl(probe: UrlProbe): Promise<UrlVerdict> {
  const signal = AbortSignal.timeout(probe.timeoutMs)
  const first = new URL(probe.path, probe.url)
  try {
    const host = await connectHost(first, probe.address, signal)
    const following = follow({ probe, url: first, host, signal, redirectsLeft: probe.maxRedirects })
    const complaint = await orAborted(following, signal)
    return complaint === null ? { ok: true } : { ok: false, message: `${first.href}: ${complaint}` }
  } catch (error) {
    const message = signal.aborted ? `no answer within ${probe.timeoutMs} ms` : causeOf(error)
    return { ok: false, message: `${first.href}: ${message}` }
  }
}

export type StoreProbe = {
  engine: string
  url: string
  address?: string | undefined
  insecure: boolean
  /** For each request. */
  timeoutMs?: number
}

/** The verdict of the first of the engine's probes that fails. Rejects only for an engine that this version does not know. */
export async function probeStore({ engine, timeoutMs = 5_000, ...target }: StoreProbe): Promise<UrlVerdict> {
  for (const { path, accept } of engineOf(engine).probes) {
    const verdict = await probeUrl({ ...target, path, accept, timeoutMs, maxBytes: 65_536, maxRedirects: 3 })
    if (!verdict.ok) return verdict
  }
  return { ok: true }
}

/** Codes of the system and of TLS; a parser's message could hold bytes of the answer. */
function causeOf(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException
  switch (code) {
    case 'ECONNREFUSED':
      return 'connection refused'
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'its host is not known to the name server'
    case 'EUPGRADE':
      return 'the answer is not HTTP'
    case undefined:
      return 'no valid answer'
    default:
      return /^HPE_/.test(code) ? 'the answer is not HTTP' : `connection failed (${code})`
  }
}
