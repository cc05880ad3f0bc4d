// The place where a page of stores, operations or releases ended, as a text that says nothing to its reader.

/** Newest first in the total order (created_at, id). */
type Position = { createdAt: number; id: string }

export function encodeCursor({ createdAt, id }: Position): string {
  return Buffer.from(`${createdAt}:${id}`).toString('base64url')
}

/** Undefined for a text that encodeCursor does not make. */
export function decodeCursor(text: string): Position | undefined {
  if (!/^[A-Za-z0-9_-]{1,200}$/.test(text)) return undefined
  const [, createdAt, id] = /^(\d{1,15}):([A-Za-z0-9._-]+)$/.exec(Buffer.from(text, 'base64url').toString()) ?? []
  return createdAt !== undefined && id !== undefined ? { createdAt: Number(createdAt), id } : undefined
}
