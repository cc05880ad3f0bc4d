// One call of the API: its answer, or an ExitError with the sentence of its problem.
import { z } from 'zod'
import { parseEnvironment } from '../../shared/config/environment.ts'
import { ExitError } from '../../shared/errors.ts'
import type { Context } from '../context.ts'

export type Call = { method?: 'GET' | 'POST' | 'DELETE'; path: string; body?: object }

const timeoutMs = 30_000

/** `path` is below /api/v1. The type of the answer is what the functions say of that path. */
export async function callApi<T>(context: Context, { method = 'GET', path, body }: Call): Promise<T> {
  const { base, authorization } = readTarget(context)
  const response = await send(base, path, {
    method,
    signal: AbortSignal.timeout(timeoutMs),
    headers: {
      Accept: 'application/json',
      ...authorization,
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const answer = await readJson(response, base)
  if (!response.ok) throw refusal(response, answer)
  return answer as T
}

/** A stream of events behind the one with `lastId`. */
export async function openStream(context: Context, { path, lastId }: { path: string; lastId: number }) {
  const { base, authorization } = readTarget(context)
  const headers = { Accept: 'text/event-stream', 'Last-Event-ID': String(lastId), ...authorization }
  const response = await send(base, path, { headers })
  if (!response.ok) throw refusal(response, await readJson(response, base))
  const isStream = response.headers.get('Content-Type')?.startsWith('text/event-stream')
  if (isStream && response.body) return response.body
  throw new ExitError(1, `${base} sends no stream of events; is it Storeplane's API?`)
}

function readTarget(context: Context) {
  const { STOREPLANE_URL: base, STOREPLANE_KEY: key } = parseEnvironment(variables, context.environment)
  const authorization: Record<string, string> = key === undefined ? {} : { Authorization: `Bearer ${key}` }
  return { base, authorization }
}

const variables = z.object({
  STOREPLANE_URL: z
    .url({ protocol: /^https?$/, error: 'must be an http or https URL, such as http://127.0.0.1:5000' })
    .default('http://127.0.0.1:5000')
    .transform((url) => url.replace(/\/+$/, '')),
  STOREPLANE_KEY: z
    .string()
    .regex(/^[\x21-\x7e]+$/, 'must be a key as `storeplane admin keys create` shows it')
    .optional(),
})

async function send(base: string, path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(`${base}/api/v1${path}`, { redirect: 'error', ...init })
  } catch (error) {
    const { cause, message } = error as Error
    const why = cause instanceof Error ? cause.message || (cause as NodeJS.ErrnoException).code : message
    throw new ExitError(1, `${base} does not answer (${why}); is the API running there? STOREPLANE_URL says where`, {
      cause: error,
    })
  }
}

async function readJson(response: Response, base: string): Promise<unknown> {
  try {
    return await response.json()
  } catch (error) {
    throw new ExitError(1, `${base} answered ${response.status} without JSON; is it Storeplane's API?`, {
      cause: error,
    })
  }
}

function refusal({ status }: Response, answer: unknown): ExitError {
  const problem = answer as { detail?: unknown; code?: unknown; store_id?: unknown; request_id?: unknown } | null
  const code = typeof problem?.code === 'string' ? problem.code : `HTTP ${status}`
  const holder = typeof problem?.store_id === 'string' ? ` (store ${problem.store_id})` : ''
  const trace = status >= 500 && typeof problem?.request_id === 'string' ? ` (request ${problem.request_id})` : ''
  return new ExitError(1, `${problem?.detail ?? 'refused'}${holder}${trace} [${code}]`)
}
