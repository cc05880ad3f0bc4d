// GET /health/live: this process answers; nothing else is asked.
import { createRoute, z } from '@hono/zod-openapi'
import { createApp } from '../http/create-app.ts'

const route = createRoute({
  method: 'get',
  path: '/health/live',
  operationId: 'getLiveness',
  summary: 'Check whether the process answers',
  security: [],
  responses: {
    200: {
      description: 'The process answers',
      content: { 'application/json': { schema: z.object({ status: z.literal('alive') }) } },
    },
  },
})

export const healthLive = () => createApp().openapi(route, (c) => c.json({ status: 'alive' as const }, 200))
