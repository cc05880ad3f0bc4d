// The API as typed calls: each answers what was asked for, or throws a ProblemError.
import { type ClientResponse, hc } from 'hono/client'
import type { StoresApi } from '../../app.ts'
import { learnTime } from '../lib/clock.ts'
import { asProblem, ProblemError, toProblem } from './problem.ts'
import type { Engine, Status } from './shapes.ts'

export type Api = ReturnType<typeof openApi>
export type Asked = {
  status?: Status | undefined
  engine?: Engine | undefined
  q?: string | undefined
  cursor?: string | undefined
  limit?: string | undefined
}

const timeoutMs = 30_000
const operationsShown = 10

/** `base` ends without a slash; `key` null sends none. */
export function openApi(base: string, key: string | null) {
  const headers = key === null ? {} : { Authorization: `Bearer ${key}` }
  const send: typeof fetch = (url, init) =>
    fetch(url, { credentials: 'omit', redirect: 'error', signal: AbortSignal.timeout(timeoutMs), ...init })
  const { stores, operations, overview } = hc<StoresApi>(base, { headers, fetch: send })
  return {
    overview: () => answerOf(overview.$get({ query: {} })),
    page: (asked: Asked) => answerOf(stores.$get({ query: given(asked), header: {} })),
    store: (id: string) => answerOf(stores[':id'].$get(of(id))),
    events: (id: string, after: number) =>
      answerOf(stores[':id'].events.$get({ ...of(id), query: { after: String(after), limit: '500' } })),
    operations: (id: string) =>
      answerOf(stores[':id'].operations.$get({ ...of(id), query: { limit: String(operationsShown) } })),
    cancel: (id: string) =>
      answerOf(operations[':op'].cancel.$post({ param: { op: encodeURIComponent(id) }, query: {} })),
    create: (json: { name: string; engine: Engine }, once: string) =>
      answerOf(stores.$post({ json, query: {}, header: { 'idempotency-key': once } })),
    retry: (id: string, once: string) =>
      answerOf(stores[':id'].retry.$post({ ...of(id), header: { 'idempotency-key': once } })),
    remove: (id: string) => answerOf(stores[':id'].$delete(of(id))),
    credentials: (id: string) => answerOf(stores[':id'].credentials.$get(of(id))),
  }
}

type Success = 200 | 202
type BodyOf<R> =
  R extends ClientResponse<infer Body, infer Code, 'json'>
    ? Code extends Success
      ? Exclude<Body, string | Response>
      : never
    : never

async function answerOf<R extends Response | ClientResponse<unknown>>(asked: Promise<R>): Promise<BodyOf<R>> {
  const response = await asked.catch((error: unknown) => {
    throw new ProblemError(asProblem(error), { cause: error })
  })
  learnTime(response.headers.get('Date'))
  if (!response.ok) throw new ProblemError(await toProblem(response))
  return (await response.json()) as BodyOf<R>
}

function of(id: string) {
  return { param: { id: encodeURIComponent(id) }, query: {}, header: {} }
}

function given(asked: Asked): Record<string, string> {
  return Object.fromEntries(Object.entries(asked).filter((pair): pair is [string, string] => Boolean(pair[1])))
}
