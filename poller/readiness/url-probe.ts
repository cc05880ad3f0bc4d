// What is asked of a URL.
import type { EngineProbe } from '../../shared/engines/index.ts'

export type UrlProbe = EngineProbe & {
  url: string
  /** host:port to connect to in place of the URL's. */
  address?: string | undefined
  /** Do not verify the certificate. */
  insecure: boolean
  /** For everything together, redirects included. */
  timeoutMs: number
  maxBytes: number
  /** Redirects beyond these are handed to `accept` as they are. */
  maxRedirects: number
  headers?: Record<string, string>
}
