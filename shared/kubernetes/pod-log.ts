// The last lines that a container wrote.
import type { Requester } from './request.ts'

export type PodLogOptions = {
  namespace: string
  pod: string
  container: string
  tailLines: number
  /** Of the instance that ended before the present one. */
  previous: boolean
  timeoutMs?: number
}

const maxBytes = 64 * 1024

/** Whole lines, at most 64 KiB of them; where they are longer, the oldest are left out. */
export async function podLog({ ask }: Requester, o: PodLogOptions): Promise<string> {
  const query = new URLSearchParams({ container: o.container, tailLines: String(o.tailLines) })
  if (o.previous) query.set('previous', 'true')
  const path = `/api/v1/namespaces/${encodeURIComponent(o.namespace)}/pods/${encodeURIComponent(o.pod)}/log?${query}`
  const { timeoutMs } = o
  const { body } = await ask({ method: 'GET', path, tailBytes: maxBytes, ...(timeoutMs ? { timeoutMs } : {}) })
  return body as string
}
