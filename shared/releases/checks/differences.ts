// Where two values of JSON differ: the path of each difference, and what is there on either side.

/** Undefined where a side has nothing. */
export type Difference = { path: string; before: unknown; after: unknown }

/** Lists whose items all have a name, as containers have, are compared by name, all others by place. */
export function differences(before: unknown, after: unknown, path = ''): Difference[] {
  if (Array.isArray(before) && Array.isArray(after)) {
    const named = [byName(before), byName(after)] as const
    if (named[0] && named[1]) return compareMembers(named[0], named[1], (name) => `${path}[${name}]`)
    return compareMembers(byPlace(before), byPlace(after), (place) => `${path}[${place}]`)
  }
  if (isMapping(before) && isMapping(after))
    return compareMembers(new Map(Object.entries(before)), new Map(Object.entries(after)), (key) => join(path, key))
  return Object.is(before, after) ? [] : [{ path, before, after }]
}

type Members = ReadonlyMap<string, unknown>

function compareMembers(before: Members, after: Members, pathOf: (key: string) => string): Difference[] {
  const keys = [...new Set([...before.keys(), ...after.keys()])]
  return keys.flatMap((key) => differences(before.get(key), after.get(key), pathOf(key)))
}

function byName(list: readonly unknown[]): Members | null {
  const named = list.map((item): [string, unknown] | null => {
    const name = isMapping(item) ? item['name'] : undefined
    return typeof name === 'string' ? [name, item] : null
  })
  const members = new Map(named.filter((one) => one !== null))
  return members.size === list.length ? members : null
}

function byPlace(list: readonly unknown[]): Members {
  return new Map(list.map((item, index) => [String(index), item]))
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function join(path: string, key: string): string {
  if (!/^[\w-]+$/.test(key)) return `${path}[${JSON.stringify(key)}]`
  return path === '' ? key : `${path}.${key}`
}
