// GET /openapi.json: the document of the API, for programs.
import { createApp } from '../http/create-app.ts'
import type { DocumentDeps } from '../http/deps.ts'

export const openapi = ({ document }: DocumentDeps) => {
  let body: Uint8Array<ArrayBuffer> | undefined
  return createApp().get('/openapi.json', (c) => {
    body ??= new TextEncoder().encode(JSON.stringify(document()))
    return c.body(body, 200, { 'Content-Type': 'application/json' })
  })
}
