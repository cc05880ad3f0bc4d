// What is asked of a URL, and what it answers.

export type UrlAnswer = {
  status: number
  location?: string
  contentType?: string
  /** At most `maxBytes` of it, the rest is cut off. */
  body: string
  /** Where the answer came from, after redirects. */
  path: string
}

export type UrlProbe = {
  url: string
  path: string
  /** host:port to connect to in place of the URL's. */
  address?: string | undefined
  /** Do not verify the certificate. */
  insecure: boolean
  /** For everything together, redirects included. */
  timeoutMs: number
  maxBytes: number
  /** Redirects beyond these are handed to `accept` as they are. */
  maxRedirects: number
  /** A complaint, or null. Complaints must not repeat what the shop sent: it is its owner's to choose. */
  accept: (answer: UrlAnswer) => string | null
  headers?: Record<string, string>
}
