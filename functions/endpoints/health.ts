// GET /health: healthy when the database answers a real read and took the last write; the specification's body exactly.
import { createRoute, z } from '@hono/zod-openapi'
import { createApp } from '../http/create-app.ts'
import type { Deps } from '../http/deps.ts'
import { openRefusals } from '../http/schemas/refusals.ts'
import { tellTrouble } from '../http/tell-trouble.ts'

const service = 'store-provisioning-backend'

const healthy = z.object({ status: z.literal('healthy'), service: z.literal(service) })
const unhealthy = z.object({ status: z.literal('unhealthy'), service: z.literal(service), reason: z.string() })

const route = createRoute({
  method: 'get',
  path: '/health',
  operationId: 'getHealth',
  summary: 'Check whether the database can be used',
  security: [],
  responses: {
    200: { description: 'Healthy: the database answers', content: { 'application/json': { schema: healthy } } },
    ...openRefusals(),
    503: {
      description: 'Unhealthy: the database does not answer',
      content: { 'application/json': { schema: unhealthy } },
    },
  },
})

export const health = ({ database, log }: Deps) =>
  createApp().openapi(route, async (c) => {
    try {
      if (c.var.databaseProblem) throw c.var.databaseProblem
      // An empty database that took the place of ours would answer SELECT 1.
      await database.query('SELECT id FROM installation')
      await database.proveWritable()
      return c.json({ status: 'healthy' as const, service } as const, 200)
    } catch (error) {
      const reason = tellTrouble(c, error, { log })
      return c.json({ status: 'unhealthy' as const, service, reason } as const, 503)
    }
  })
