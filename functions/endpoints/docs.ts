// GET /docs: the document of the API, for people: one page that loads nothing and runs no script.
import { createHash } from 'node:crypto'
import type { ApiDocument } from '../http/api-document.ts'
import { createApp } from '../http/create-app.ts'
import type { DocumentDeps } from '../http/deps.ts'
import { docsPage, docsStyle } from '../http/docs-page.ts'

const styleHash = createHash('sha256').update(docsStyle).digest('base64')
const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

/** It says what the API is, which is no secret: a browser cannot send a key along. */
export const docs = ({ document }: DocumentDeps) => {
  let page: Promise<Uint8Array<ArrayBuffer>> | undefined
  return createApp().get('/docs', async (c) => {
    // The page names its neighbour openapi.json.
    if (new URL(c.req.url).pathname.endsWith('/')) return c.body(null, 308, { Location: '../docs' })
    page ??= render(document())
    return c.body(await page, 200, { 'Content-Security-Policy': policy, 'Content-Type': 'text/html; charset=UTF-8' })
  })
}

/** As bytes, which any number of answers share. */
async function render(document: ApiDocument): Promise<Uint8Array<ArrayBuffer>> {
  return new TextEncoder().encode(String(await docsPage(document)))
}
