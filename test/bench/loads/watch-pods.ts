// Watches the pods of a cluster and notes, on this machine's clock, when each store's pods came to what is to be detected.
import { systemClock } from '../../../shared/clock.ts'
import type { Bench } from '../measure.ts'

/** Milliseconds since 1970, by namespace. */
export type Seen = {
  /** When the last of its pods that there are became ready or ended well. */
  ready: Map<string, number>
  /** When its first container was seen whose image is not found. */
  imageMissing: Map<string, number>
}

type Pod = {
  metadata: { name: string; namespace: string }
  status?: {
    phase?: string
    conditions?: { type: string; status: string }[]
    containerStatuses?: { state?: { waiting?: { reason?: string } } }[]
    initContainerStatuses?: { state?: { waiting?: { reason?: string } } }[]
  }
}

export async function watchPods({ defer }: Bench, apiUrl: string): Promise<Seen> {
  const stop = new AbortController()
  defer(() => stop.abort())
  const answer = await fetch(`${apiUrl}/api/v1/pods?watch=true`, { signal: stop.signal })
  if (!answer.ok || answer.body === null) throw new Error(`the watch of pods was answered with ${answer.status}`)
  const seen: Seen = { ready: new Map(), imageMissing: new Map() }
  void follow(answer.body, (pod) => note(seen, pod)).catch(() => undefined)
  return seen
}

const good = new Set<string>()

function note({ ready, imageMissing }: Seen, { metadata: { name, namespace }, status = {} }: Pod): void {
  const nowMs = systemClock.nowMs()
  const isGood =
    status.phase === 'Succeeded' || status.conditions?.some((one) => one.type === 'Ready' && one.status === 'True')
  if (isGood && !good.has(`${namespace}/${name}`)) {
    good.add(`${namespace}/${name}`)
    ready.set(namespace, nowMs)
  }
  const containers = [...(status.containerStatuses ?? []), ...(status.initContainerStatuses ?? [])]
  const isMissing = containers.some(({ state }) => /ImagePull/.test(state?.waiting?.reason ?? ''))
  if (isMissing && !imageMissing.has(namespace)) imageMissing.set(namespace, nowMs)
}

async function follow(body: ReadableStream<Uint8Array>, see: (pod: Pod) => void): Promise<void> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of body) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines.filter(Boolean)) see((JSON.parse(line) as { object: Pod }).object)
  }
}
