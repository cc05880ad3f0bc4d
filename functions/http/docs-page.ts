// The page at /docs, rendered from the document: operations with parameters, bodies and answers, then the schemas.
import { html, raw } from 'hono/html'
import type { ApiDocument } from './api-document.ts'

export const docsStyle = `
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1c1e21; background: #fff }
code, pre { font: 14px/1.45 ui-monospace, monospace; background: #f3f4f6; border-radius: 4px }
code { padding: .1em .3em } pre { padding: .8rem; overflow-x: auto } pre code { padding: 0 }
section { border-top: 1px solid #d5d8dd; margin-top: 2rem } summary { cursor: pointer }
table { border-collapse: collapse; width: 100% } td, th { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid #e4e6ea }
nav ul { padding-left: 1.2rem } a { color: #0b57d0 }
@media (prefers-color-scheme: dark) {
  body { color: #e4e6ea; background: #16181c } code, pre { background: #24272d } a { color: #8ab4f8 }
  section, td, th { border-color: #3a3e45 }
}`

type Operation = {
  operationId?: string
  summary?: string
  parameters?: { name: string; in: string; required?: boolean; description?: string; schema?: object }[]
  requestBody?: { content: Record<string, { schema: object }> }
  responses?: Record<string, Answer>
}
type Answer = {
  description?: string
  content?: Record<string, { schema?: object; examples?: Record<string, unknown> }>
}

export function docsPage(document: ApiDocument) {
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    Object.entries(item as Record<string, Operation>).map(([method, operation]) => ({
      id: operation.operationId ?? `${method} ${path}`,
      call: `${method.toUpperCase()} ${path}`,
      ...operation,
    })),
  )
  const schemas = Object.entries(document.components?.schemas ?? {})
  return html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${document.info.title}: the API</title>
<style>${raw(docsStyle)}</style></head>
<body>
<h1>${document.info.title}</h1>
<p>${prose(document.info.description)}</p>
<p>All paths are below <code>/api/v1</code>, the folder of this page; the same for programs: <a href="openapi.json">openapi.json</a>.</p>
<nav><ul>${operations.map(({ id, call, summary }) => html`<li><a href="#${id}"><code>${call}</code></a> ${prose(summary)}</li>`)}
${schemas.map(([name]) => html`<li><a href="#${name}">${name}</a></li>`)}</ul></nav>
<main>${operations.map(section)}${schemas.map(([name, schema]) => html`<section id="${name}"><h2>${name}</h2>${json(schema)}</section>`)}</main>
</body></html>`
}

function section({
  id,
  call,
  summary,
  parameters = [],
  requestBody,
  responses,
}: Operation & { id: string; call: string }) {
  return html`<section id="${id}"><h2><code>${call}</code></h2><p>${prose(summary)}</p>
${parameters.length > 0 ? html`<h3>Parameters</h3><table><tbody>${parameters.map(parameter)}</tbody></table>` : ''}
${requestBody ? html`<h3>Body</h3>${json(requestBody.content['application/json']?.schema)}` : ''}
<h3>Answers</h3><table><tbody>${Object.entries(responses ?? {}).map(answer)}</tbody></table></section>`
}

function parameter({ name, in: where, required, description, schema }: NonNullable<Operation['parameters']>[number]) {
  return html`<tr><th><code>${name}</code></th><td>${where}${required ? ', required' : ''}</td><td>${prose(description)}
<details><summary>schema</summary>${json(schema)}</details></td></tr>`
}

function answer([status, { description, content = {} }]: [string, Answer]) {
  return html`<tr><th>${status}</th><td>${prose(description)}${Object.entries(content).map(
    ([type, { schema, examples }]) =>
      html`<details><summary>${type}${schemaLink(schema)}</summary>${json(examples ?? schema)}</details>`,
  )}</td></tr>`
}

function schemaLink(schema: object | undefined) {
  const name = (schema as { $ref?: string } | undefined)?.$ref?.split('/').at(-1)
  return name === undefined ? '' : html` <a href="#${name}">${name}</a>`
}

/** Descriptions are written with `code` in backticks. */
function prose(text = '') {
  return text.split('`').map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part))
}

function json(value: unknown) {
  return html`<pre><code>${JSON.stringify(value, null, 2)}</code></pre>`
}
