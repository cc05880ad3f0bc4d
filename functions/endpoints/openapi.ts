// GET /openapi.json: the document of the API, for programs.
import { createApp } from '../http/create-app.ts'
import type { DocumentDeps } from '../http/deps.ts'

export const openapi = ({ document }: DocumentDeps) => createApp().get('/openapi.json', (c) => c.json(document(), 200))
