// What to do next about a refusal of the API, by its code.

/** What is known of the things that the refusal is about. */
export type Known = {
  /** The store that was asked about. */
  store: string | undefined
  /** The store that is in the way. */
  holder: string | undefined
  /** The operation that is in the way. */
  operation: string | undefined
  /** The scope that the key lacks. */
  scope: string | undefined
}

const next: Readonly<Record<string, (known: Known) => string | undefined>> = {
  unauthorized: () =>
    'Run: storeplane login, or set STOREPLANE_KEY to a key that storeplane admin keys create has made.',
  missing_scope: ({ scope = 'SCOPE' }) =>
    `Ask who runs the API for a key with that scope besides (storeplane admin keys create --owner NAME --scopes read,write,${scope}), then run: storeplane login`,
  forbidden_host: () => 'Set STOREPLANE_URL to the address under which the API is meant to be reached.',
  not_found: ({ store }) =>
    store === undefined
      ? 'Run: storeplane operations STORE'
      : 'Run: storeplane list, or for stores that are gone: storeplane list --status DELETED',
  name_taken: ({ holder }) => holder && `Run: storeplane show ${holder}`,
  not_ready: ({ store }) => `Run: storeplane show ${store ?? 'STORE'}`,
  not_failed: ({ store }) => `Run: storeplane show ${store ?? 'STORE'}`,
  busy: ({ operation, store }) =>
    operation === undefined
      ? `Run: storeplane operations ${store ?? 'STORE'}`
      : `Run: storeplane operation ${operation}; storeplane cancel ${operation} ends it`,
  quota_exceeded: () =>
    'Delete a store, or ask who runs the API for a higher limit: storeplane admin keys ensure --from-file FILE --owner NAME --scopes read,write --max-stores N',
  release_unknown: () => 'Leave --release out for the default, or ask who runs the API for the names of its releases.',
  rate_limited: () => 'Wait a little, then run the command again.',
  credentials_not_served: () => 'Set STORE_SECRET_KEY for the program that serves the API.',
  database_unavailable: () => 'Run: node dist/poller.mjs --check, where the API runs',
}

export function nextCommand(code: string, known: Known): string | undefined {
  return Object.hasOwn(next, code) ? next[code]?.(known) : undefined
}
