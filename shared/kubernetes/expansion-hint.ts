// Says of a path in KUBECONFIG that only a shell would expand it: neither `.env` nor a unit of systemd does.

/** The end of a sentence; empty for a path that needs no shell. */
export function expansionHint(path: string): string {
  return /^~|\$/.test(path) ? '; ~ and $HOME are not expanded here, write the whole path' : ''
}
