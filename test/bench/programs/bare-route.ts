// What HTTP on Hono costs by itself: one route that answers with the JSON it was given, of the size of the real answer.
import { serve } from '@hono/node-server'
import { Hono } from 'hono'

const answer = JSON.parse(process.argv[2] ?? '{}')
const app = new Hono()
app.get('*', (c) => c.json(answer))
app.post('*', async (c) => {
  await c.req.json()
  return c.json(answer, 202)
})
const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
  console.log(`listening at http://127.0.0.1:${port}`),
)
process.on('SIGTERM', () => server.close())
