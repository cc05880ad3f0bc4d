// GET /: Medusa brings no storefront, so the store's URL answers with what there is: its name, its admin, its API.
import type { MedusaRequest, MedusaResponse } from '@medusajs/framework/http'
import { ContainerRegistrationKeys } from '@medusajs/framework/utils'

export async function GET(request: MedusaRequest, response: MedusaResponse): Promise<void> {
  const query = request.scope.resolve(ContainerRegistrationKeys.QUERY)
  const { data: stores } = await query.graph({ entity: 'store', fields: ['name'] })
  response
    .status(200)
    .set('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'")
    .type('html')
    .send(page(escapeHtml(stores[0]?.name ?? 'Store')))
}

const page = (name: string) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${name}</title>
<style>body { font: 1rem/1.5 system-ui, sans-serif; max-width: 40rem; margin: 4rem auto; padding: 0 1rem }</style>
</head>
<body>
<h1>${name}</h1>
<p>This store runs on Medusa, which brings no storefront of its own: a storefront is a program that asks its API.</p>
<ul>
<li><a href="/app">/app</a>: the admin, where products and orders are kept</li>
<li><code>/store</code>: the API for storefronts; each request carries the header <code>x-publishable-api-key</code></li>
<li><code>/admin</code>: the API behind the admin</li>
</ul>
</body>
</html>
`

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
