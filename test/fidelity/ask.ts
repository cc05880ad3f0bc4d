// Puts the questions to an API server, one after another, and keeps what it answered, normalized.
import { eventually } from '../support/eventually.ts'
import type { ApiAnswer, KubeApi } from '../support/kube-api.ts'
import { normalize } from './normalize.ts'
import type { Request } from './request.ts'
import { requests } from './requests.ts'

export type Answer = { status: number; type: string; body: unknown }

/** By the requests' names. Rejects where something that was waited for did not come. */
export async function askAll(api: KubeApi): Promise<Record<string, Answer>> {
  const captured = new Map<string, string>()
  const answers: Record<string, Answer> = {}
  for (const request of requests) {
    const { status, headers, text } = await ask(api, request, captured)
    const body = parse(text)
    for (const [name, pointer] of Object.entries(request.capture ?? {}))
      captured.set(name, String(valueAt(body, pointer)))
    const type = String(headers['content-type'] ?? '').split(';')[0] ?? ''
    if (!request.silent) answers[request.name] = { status, type, body: normalize(body, request) }
  }
  return answers
}

function ask(api: KubeApi, request: Request, captured: Map<string, string>): Promise<ApiAnswer> {
  const { name, method = 'GET', headers, body, until } = request
  const path = request.path.replace(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(captured.get(key) ?? ''))
  const once = () => api.ask(method, path, { body, ...(headers ? { headers } : {}) })
  if (until === undefined) return once()
  return eventually(
    async () => {
      const answer = await once()
      return until(parse(answer.text), answer.status) && answer
    },
    { deadlineMs: 20_000, everyMs: 50, what: name },
  )
}

/** JSON, several of them one a line as a watch sends them, or text. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    const lines = text.trim().split('\n')
    const isStream = lines.length > 1 && lines.every((line) => line.startsWith('{'))
    return isStream ? lines.map((line) => JSON.parse(line) as unknown) : text
  }
}

function valueAt(body: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], body)
}
