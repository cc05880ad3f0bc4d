// An endpoint that hands out the document of all endpoints, made like one that is served by itself.
import { documentOf } from '../app.ts'
import type { ApiDocument } from '../http/api-document.ts'
import type { createApp } from '../http/create-app.ts'
import type { MakeEndpoint } from './create-one.ts'

export function documented(endpoint: (document: () => ApiDocument) => ReturnType<typeof createApp>): MakeEndpoint {
  return (deps) => endpoint(documentOf(deps))
}
