// Whether a path is one that a pattern such as /stores/:id means.

export function matchesPath(pattern: string, path: string): boolean {
  if (!pattern.includes(':')) return pattern === path
  const expected = pattern.split('/')
  const parts = path.split('/')
  return (
    expected.length === parts.length &&
    expected.every((part, index) => (part.startsWith(':') ? parts[index] !== '' : part === parts[index]))
  )
}
