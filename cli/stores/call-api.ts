// The API as a client with the types of the functions: what it answers, or an ExitError with the sentence of its problem.
import { type ClientResponse, hc } from 'hono/client'
import type { SuccessStatusCode } from 'hono/utils/http-status'
import type { StoresApi } from '../../functions/app.ts'
import { ExitError } from '../../shared/errors.ts'
import type { Context } from '../context.ts'
import { type Chooser, chooseServer, type Server } from '../profiles/choose-server.ts'
import { type Hint, refusal } from './refusal.ts'

export type Asked = Pick<Response, 'ok' | 'status' | 'url' | 'json'>

/** What is JSON of an endpoint's answers; one that can stream says so as well. */
export type BodyOf<R> =
  R extends ClientResponse<infer Body, infer Status, 'json'>
    ? Status extends SuccessStatusCode
      ? Exclude<Body, string | Response>
      : never
    : never

const defaultTimeoutMs = 30_000
const otherServer = 'STOREPLANE_URL names another, and storeplane login stores one'

/** `timeoutMs` null is for streams, which have no end. */
export function openApi(context: Chooser, { timeoutMs = defaultTimeoutMs }: { timeoutMs?: number | null } = {}) {
  return openApiAt(chooseServer(context), { timeoutMs })
}

type Reaching = { timeoutMs: number | null; cure?: string }

/** The API of a server that is not the chosen one yet; `cure` is for a URL where nothing answers. */
export function openApiAt({ url: base, key }: Server, { timeoutMs, cure = otherServer }: Reaching) {
  const headers = { Accept: 'application/json', ...(key === undefined ? {} : { Authorization: `Bearer ${key}` }) }
  const signal = () => (timeoutMs === null ? {} : { signal: AbortSignal.timeout(timeoutMs) })
  const send: typeof fetch = (url, init) => fetchFrom({ base, cure }, url, { redirect: 'error', ...signal(), ...init })
  // The URL may already end with the API's path.
  return hc<StoresApi>(`${base.replace(/(\/api\/v1)?\/*$/, '')}/api/v1`, { headers, fetch: send })
}

/** The names of the engines that the server has, in its order. */
export async function listEngines(context: Context): Promise<string[]> {
  const { poller } = await answerOf(openApi(context).overview.$get({ query: {} }))
  return Object.keys(poller.engines)
}

/** One call's answer. Throws an ExitError that ends with what `hint` says. */
export async function answerOf<R extends Asked>(asked: Promise<R>, hint?: Hint): Promise<BodyOf<R>> {
  const response = await asked
  const answer = await readJson(response)
  if (!response.ok) throw refusal(response, answer, hint)
  return answer as BodyOf<R>
}

/** Asks for a store's events behind the one with `lastId`, for as long as both sides want. */
export function askForStream(context: Context, { path, lastId }: { path: StorePath; lastId: number }) {
  const { events } = openApi(context, { timeoutMs: null }).stores[':id']
  const asked = { ...path, header: { 'last-event-id': String(lastId) } }
  return events.$get(asked, { headers: { Accept: 'text/event-stream' } })
}

/** The stream that was asked for. Throws an ExitError where it was refused. */
export async function streamOf(
  response: Asked & Pick<Response, 'headers' | 'body'>,
): Promise<ReadableStream<Uint8Array>> {
  if (!response.ok) throw refusal(response, await readJson(response))
  const isStream = response.headers.get('Content-Type')?.startsWith('text/event-stream')
  if (isStream && response.body) return response.body as ReadableStream<Uint8Array>
  throw new ExitError(1, `${new URL(response.url).origin} sends no stream of events; is it Storeplane's API?`)
}

export type StorePath = ReturnType<typeof storeOf>

/** What every call about one store is given, whatever was typed as its id. */
export function storeOf(id: string) {
  return { param: { id: segmentOf(id, 'is no ID of a store; storeplane list shows them') }, query: {}, header: {} }
}

/** What every call about one operation is given. */
export function operationOf(id: string) {
  const fault = 'is no ID of an operation; storeplane operations STORE shows them'
  return { param: { op: segmentOf(id, fault) }, query: {}, header: {} }
}

/** The client puts it into the path as it is; no encoding keeps dots alone from leading to another path. */
function segmentOf(id: string, fault: string): string {
  if (/^\.{0,2}$/.test(id)) throw new ExitError(2, `"${id}" ${fault}`)
  return encodeURIComponent(id)
}

async function fetchFrom(
  { base, cure }: { base: string; cure: string },
  ...request: Parameters<typeof fetch>
): Promise<Response> {
  try {
    return await fetch(...request)
  } catch (error) {
    throw new ExitError(
      1,
      `${base} does not answer (${whyUnreached(error as Error)}); is the API running there?\n${cure}`,
      { cause: error },
    )
  }
}

/** OpenSSL's words for an answer that is no TLS help nobody. */
function whyUnreached({ cause, message }: Error): string {
  if (!(cause instanceof Error)) return message
  const { code = '' } = cause as NodeJS.ErrnoException
  const isPlain = /wrong version number|packet length too long|http request/i.test(cause.message)
  if (isPlain && /^(EPROTO|ERR_SSL_)/.test(code)) return 'this server speaks http, not https'
  return cause.message || code
}

async function readJson(response: Asked): Promise<unknown> {
  try {
    return await response.json()
  } catch (error) {
    const { origin } = new URL(response.url)
    throw new ExitError(1, `${origin} answered ${response.status} without JSON; is it Storeplane's API?`, {
      cause: error,
    })
  }
}
