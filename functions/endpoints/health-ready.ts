// GET /health/ready: whether requests are served, and whether a poller is there to work on stores.
import { createRoute, z } from '@hono/zod-openapi'
import { requireSchema } from '../../shared/database/migrate.ts'
import { createApp } from '../http/create-app.ts'
import { degradedReasons } from '../http/degraded-reasons.ts'
import type { Deps } from '../http/deps.ts'
import { openRefusals } from '../http/schemas/refusals.ts'
import { tellReason } from '../http/tell-reason.ts'
import { tellTrouble } from '../http/tell-trouble.ts'

const served = z.object({ status: z.enum(['ready', 'degraded']), reasons: z.array(z.string()) })
const unready = z.object({ status: z.literal('unready'), reasons: z.array(z.string()) })

const route = createRoute({
  method: 'get',
  path: '/health/ready',
  operationId: 'getReadiness',
  summary: 'Check whether requests are served and stores are worked on',
  security: [],
  responses: {
    200: {
      description: 'Requests are served; degraded while stores have to wait, with the reasons',
      content: { 'application/json': { schema: served } },
    },
    ...openRefusals(),
    503: {
      description: 'The database cannot be used, with the reasons',
      content: { 'application/json': { schema: unready } },
    },
  },
})

export const healthReady = ({ database, log }: Deps) =>
  createApp().openapi(route, async (c) => {
    try {
      if (c.var.databaseProblem) throw c.var.databaseProblem
      await requireSchema(database)
      await database.proveWritable()
      const reasons = (await degradedReasons(database)).map((reason) => tellReason(reason, c.var.asker))
      return c.json({ status: reasons.length === 0 ? ('ready' as const) : ('degraded' as const), reasons }, 200)
    } catch (error) {
      return c.json({ status: 'unready' as const, reasons: [tellTrouble(c, error, { log })] }, 503)
    }
  })
