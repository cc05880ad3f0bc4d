// Reads a request's body: JSON, or the protobuf of those kinds that clients send so.
import type { IncomingMessage } from 'node:http'
import { badRequest } from '../status.ts'
import { decodeProtobuf } from './protobuf.ts'

export async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const body = Buffer.concat(chunks)
  if (body.length === 0) return undefined
  if (contentTypeOf(request) === 'application/vnd.kubernetes.protobuf') return decodeProtobuf(body)
  try {
    return JSON.parse(body.toString('utf8'))
  } catch (error) {
    throw badRequest(
      `couldn't get version/kind; json parse error: ${(error as Error).message} (the sandbox reads JSON only)`,
    )
  }
}

export const contentTypeOf = (request: IncomingMessage): string =>
  (request.headers['content-type'] ?? 'application/json').split(';')[0]?.trim() ?? ''
