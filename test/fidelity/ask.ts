// Puts the questions to an API server, one after another, and keeps what it answered, normalized.
import { eventually } from '../support/eventually.ts'
import type { ApiAnswer, KubeApi } from '../support/kube-api.ts'
import { normalize } from './normalize.ts'
import type { Request } from './request.ts'
import { requests } from './requests.ts'

export type Answer = { status: number; type: string; body: unknown }

type Asked = {
  /** By the requests' names. */
  answers: Record<string, Answer>
  /** The requests whose answer never became what was waited for; the last one stands in `answers`. */
  missed: string[]
}

const patienceMs = 20_000

export async function askAll(api: KubeApi): Promise<Asked> {
  const captured = new Map<string, string>()
  const asked: Asked = { answers: {}, missed: [] }
  for (const request of requests) {
    const { answer, isMissed } = await ask(api, request, captured)
    const body = parse(answer.text)
    for (const [name, pointer] of Object.entries(request.capture ?? {}))
      captured.set(name, String(valueAt(body, pointer)))
    const type = String(answer.headers['content-type'] ?? '').split(';')[0] ?? ''
    if (!request.silent) asked.answers[request.name] = { status: answer.status, type, body: normalize(body, request) }
    if (isMissed) asked.missed.push(request.name)
  }
  return asked
}

async function ask(
  api: KubeApi,
  request: Request,
  captured: Map<string, string>,
): Promise<{ answer: ApiAnswer; isMissed: boolean }> {
  const { name, method = 'GET', headers, body, until = () => true } = request
  const path = request.path.replace(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(captured.get(key) ?? ''))
  let last: ApiAnswer | undefined
  const once = async () => {
    last = await api.ask(method, path, { body, ...(headers ? { headers } : {}) })
    return until(parse(last.text), last.status) && last
  }
  try {
    return { answer: await eventually(once, { deadlineMs: patienceMs, everyMs: 50, what: name }), isMissed: false }
  } catch (error) {
    if (last === undefined) throw error
    return { answer: last, isMissed: true }
  }
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
