// Hears that a client has left: one that closes its connection, or only its side of it, waits for nothing more.
import type { Context } from 'hono'
import type { ApiEnv } from '../deps.ts'

/** Calls `left` once, at once where it has happened; call what it returns when nobody needs to know any more. */
export function onClientEnd(c: Context<ApiEnv>, left: () => void): () => void {
  const socket = c.env?.outgoing?.socket
  if (socket?.readableEnded) left()
  else socket?.once('end', left)
  return () => socket?.off('end', left)
}
