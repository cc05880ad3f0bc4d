// The sandbox's own paths beside the API: the scenario in force, and counts for tests.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Cluster } from '../cluster.ts'
import { ApiError, badRequest, notAllowed, unknownPath } from '../status.ts'
import { send } from './send.ts'

export async function answerControl(
  cluster: Cluster,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<void> {
  const method = request.method ?? 'GET'
  if (path === '/sandbox/counts' && method === 'GET') return send(response, 200, cluster.counts)
  if (path !== '/sandbox/scenario') throw unknownPath()
  if (method === 'PUT') await putScenario(cluster, request)
  else if (method !== 'GET') throw notAllowed()
  send(response, 200, cluster.scenario.current())
}

async function putScenario(cluster: Cluster, request: IncomingMessage): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  try {
    cluster.scenario.put(Buffer.concat(chunks).toString('utf8'))
  } catch (error) {
    if (error instanceof ApiError) throw error
    throw badRequest((error as Error).message)
  }
}
