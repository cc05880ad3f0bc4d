// Patterns in which * stands for anything.

/** `store-*` against `store-shop-a1b2c3`; no pattern matches everything. */
export function matches(pattern: string | undefined, text: string): boolean {
  if (pattern === undefined || pattern === '*') return true
  const source = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${source.join('.*')}$`, 's').test(text)
}
