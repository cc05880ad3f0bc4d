// What to do next about a refusal of the API, by its code.

const next: Readonly<Record<string, string>> = {
  unauthorized: 'Run: storeplane login, or set STOREPLANE_KEY to a key that storeplane admin keys create has made.',
  missing_scope:
    'A key with that scope comes from: storeplane admin keys create --scopes …; then run: storeplane login',
  forbidden_host: 'Set STOREPLANE_URL to the address under which the API is meant to be reached.',
  not_found: 'Run: storeplane list, or storeplane operations STORE',
  not_ready: 'Run: storeplane show STORE',
  not_failed: 'Run: storeplane show STORE',
  busy: 'Run: storeplane operations STORE; storeplane cancel OPERATION ends one',
  quota_exceeded: 'Delete a store, or have the limit of the key raised: storeplane admin keys ensure --max-stores N',
  release_unknown: 'Run: storeplane admin releases list',
  rate_limited: 'Wait a little, then run the command again.',
  credentials_not_served: 'Set STORE_SECRET_KEY for the program that serves the API.',
  database_unavailable: 'Run: node dist/poller.mjs --check, where the API runs',
}

/** `holder` is the store that is in the way. */
export function nextCommand(code: string, holder: string | undefined): string | undefined {
  return code === 'name_taken' && holder !== undefined ? `Run: storeplane show ${holder}` : next[code]
}
