// An API server that has as many healthy stores as anybody asks about: each LIST is answered with the objects of one real
// store, once for every id in the selector. It shows what a poller can look after where the cluster costs next to nothing.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'

/** By path; the template's id stands wherever a store's id belongs. */
export type Templates = { id: string; kubeSystem: unknown; lists: Record<string, unknown[]> }

const { id, kubeSystem, lists } = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Templates
const texts = Object.fromEntries(
  Object.entries(lists).map(([path, items]) => [path, JSON.stringify(items).slice(1, -1)]),
)
let asked = 0

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '', 'http://fake')
  const answer = answerOf(url)
  response.writeHead(answer === null ? 404 : 200, { 'content-type': 'application/json' }).end(answer ?? '{}')
})
server.listen(0, '127.0.0.1', () =>
  console.log(`listening at http://127.0.0.1:${(server.address() as { port: number }).port}`),
)

function answerOf({ pathname, searchParams }: URL): string | null {
  if (pathname === '/asked') return JSON.stringify({ asked })
  if (pathname === '/api/v1/namespaces/kube-system') return JSON.stringify(kubeSystem)
  const template = texts[pathname]
  const ids = /\bin \(([^)]*)\)/.exec(searchParams.get('labelSelector') ?? '')?.[1]?.split(',')
  if (template === undefined || ids === undefined) return null
  if (pathname === '/api/v1/namespaces') asked += ids.length
  const items = template === '' ? [] : ids.map((one) => template.replaceAll(id, one))
  return `{"metadata":{},"items":[${items.join(',')}]}`
}
