// A registry of images that has none: missing/… is not found, denied/… refused, slow/… not found after 30 s.
import { createServer } from 'node:http'

const port = 5001
const slowMs = 30_000

createServer((request, response) => {
  const [, kind] = /^\/v2\/(missing|denied|slow)\//.exec(request.url ?? '') ?? []
  if (request.url === '/v2/') return answer(response, 200, {})
  if (kind === 'denied') return answer(response, 403, { errors: [{ code: 'DENIED', message: 'access is denied' }] })
  const unknown = () => answer(response, 404, { errors: [{ code: 'MANIFEST_UNKNOWN', message: 'manifest unknown' }] })
  if (kind === 'slow') setTimeout(unknown, slowMs)
  else unknown()
}).listen(port, '127.0.0.1')

function answer(response, status, body) {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
}
