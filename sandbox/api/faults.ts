// Scenarios of the API itself: errors, silence, cut connections and delays.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Cluster } from '../cluster.ts'
import type { ApiRule } from '../scenario.ts'
import { ApiError } from '../status.ts'
import { sendStatus } from './send.ts'

interface Exchange {
  request: IncomingMessage
  response: ServerResponse
  verb: string
  path: string
}

/** Whether the request has got what it gets; otherwise it is to be answered as usual. */
export async function injectFault(cluster: Cluster, { request, response, verb, path }: Exchange): Promise<boolean> {
  const rule = cluster.scenario.apiRule(verb, path)
  if (!rule) return false
  if (rule.delayMs) await new Promise((resolve) => setTimeout(resolve, rule.delayMs))
  switch (rule.fault) {
    case 'delay':
      return false
    case 'hang':
      return true
    case 'reset':
      request.socket.resetAndDestroy()
      return true
    case 'lost_answer':
      loseAnswer(request, response)
      return false
    case 'status':
      sendStatus(
        response,
        statusOf(rule),
        rule.retryAfterSeconds ? { 'retry-after': String(rule.retryAfterSeconds) } : {},
      )
      return true
  }
}

/** The work is done, but nobody hears of it. */
function loseAnswer(request: IncomingMessage, response: ServerResponse): void {
  const cut = () => {
    request.socket.resetAndDestroy()
    return response
  }
  Object.assign(response, { writeHead: cut, end: cut, write: () => true })
}

const reasons: Record<number, [string, string]> = {
  401: ['Unauthorized', 'Unauthorized'],
  403: ['Forbidden', 'forbidden'],
  404: ['NotFound', 'the server could not find the requested resource'],
  409: ['Conflict', 'the object has been modified; please apply your changes to the latest version and try again'],
  429: ['TooManyRequests', 'Too many requests, please try again later.'],
  500: ['InternalError', 'Internal error occurred: etcdserver: request timed out'],
  503: ['ServiceUnavailable', 'the server is currently unable to handle the request'],
  504: ['Timeout', 'the server was unable to return a response in the time allotted'],
}

function statusOf(rule: ApiRule): ApiError {
  const code = rule.status ?? 503
  const [reason, message] = reasons[code] ?? ['Unknown', 'unknown']
  return new ApiError(code, reason, rule.message ?? message)
}
