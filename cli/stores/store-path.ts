// The path of one store, whatever was typed as its id.

export function storePath(id: string, below = ''): string {
  return `/stores/${encodeURIComponent(id)}${below}`
}
