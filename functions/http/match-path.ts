// Whether a path is one that a pattern such as /stores/:id means.

export function matchesPath(pattern: string, path: string): boolean {
  const firstParameter = pattern.indexOf(':')
  if (firstParameter === -1) return pattern === path
  if (!path.startsWith(pattern.slice(0, firstParameter))) return false
  const expected = pattern.split('/')
  const parts = path.split('/')
  return (
    expected.length === parts.length &&
    expected.every((part, index) => (part.startsWith(':') ? parts[index] !== '' : part === parts[index]))
  )
}
