// An object of a rendered chart, and how it is named to people.

export type Manifest = {
  apiVersion: string
  kind: string
  metadata: { name?: string; namespace?: string; annotations?: Record<string, unknown> }
  [field: string]: unknown
}

/** The API group; '' is the core. */
export function groupOf({ apiVersion }: Manifest): string {
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : ''
}

/** The same for the same object in two releases, whatever its version of the API. */
export function identityOf(object: Manifest): string {
  return `${groupOf(object)}/${object.kind}/${object.metadata.name ?? ''}`
}

export function titleOf({ kind, metadata }: Manifest): string {
  return `${kind} ${metadata.name ?? 'without a name'}`
}

/** `spec` of an object, or an empty one. */
export function specOf(object: Manifest): Record<string, unknown> {
  const { spec } = object
  return typeof spec === 'object' && spec !== null ? (spec as Record<string, unknown>) : {}
}
