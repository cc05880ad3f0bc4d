// Blanks what stands under a name that secrets have, however deep it lies in the fields of a log line.

const secretNames = new Set([
  'password',
  'secret',
  'token',
  'authToken',
  'authorization',
  'key',
  'credentials',
  'values',
])
const maxDepth = 8

type Fields = Record<string, unknown>

/** The fields themselves where nothing is to be blanked: a line is part of every request, and most are flat. */
export function blankSecrets(fields: Fields): Fields {
  return Object.keys(fields).some((name) => secretNames.has(name) || isNested(fields[name]))
    ? blankFields(fields, 0)
    : fields
}

function blankFields(fields: Fields, depth: number): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      secretNames.has(name) && value !== undefined ? '[redacted]' : blankNested(value, depth + 1),
    ]),
  )
}

/** What lies too deep is left out: it cannot be told from a secret. */
function blankNested(value: unknown, depth: number): unknown {
  if (!isNested(value)) return value
  if (depth > maxDepth) return '[left out]'
  return Array.isArray(value) ? value.map((one) => blankNested(one, depth + 1)) : blankFields(value as Fields, depth)
}

/** A class that says itself what its JSON is, such as a date, holds no names. */
function isNested(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !('toJSON' in value)
}
