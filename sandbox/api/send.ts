// Writes an answer as JSON.
import type { ServerResponse } from 'node:http'
import { type ApiError, statusBody } from '../status.ts'

export function send(response: ServerResponse, status: number, body: object): void {
  if (response.headersSent || response.destroyed) return
  const text = JSON.stringify(body)
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
  response.end(text)
}

export function sendStatus(response: ServerResponse, error: ApiError, headers: Record<string, string> = {}): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
  send(response, error.code, statusBody(error))
}
