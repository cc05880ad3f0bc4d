// GET /openapi.json: the document of the API, for programs.
import type { ApiDocument } from '../http/api-document.ts'
import { createApp } from '../http/create-app.ts'
import { needs } from '../http/middleware/needs.ts'

export const openapi = (document: () => ApiDocument) =>
  createApp().get('/openapi.json', needs('read'), (c) => c.json(document(), 200))
