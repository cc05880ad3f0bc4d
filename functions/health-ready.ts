// GET /health/ready: can stores be asked for here, and is anybody there to make them?
import { createRoute, z } from '@hono/zod-openapi'
import { type Database, DatabaseError } from '../shared/database/database.ts'
import { requireSchema } from '../shared/database/migrate.ts'
import { hasEverTicked, type Poller, readPollers } from '../shared/stores/index.ts'
import { createApp } from './http/create-app.ts'
import type { WatchedDeps } from './http/deps.ts'
import { openRefusals } from './http/refusals.ts'

const silentAfterMs = 5 * 60_000

const served = z.object({ status: z.enum(['ready', 'degraded']), reasons: z.array(z.string()) })
const unready = z.object({ status: z.literal('unready'), reasons: z.array(z.string()) })

const route = createRoute({
  method: 'get',
  path: '/health/ready',
  operationId: 'getReadiness',
  summary: 'Can stores be asked for, and is a poller there to make them?',
  security: [],
  responses: {
    200: {
      description: 'Requests are served; degraded when stores will have to wait',
      content: { 'application/json': { schema: served } },
    },
    ...openRefusals(),
    503: { description: 'The database cannot be used', content: { 'application/json': { schema: unready } } },
  },
})

export const healthReady = ({ database }: WatchedDeps) =>
  createApp().openapi(route, async (c) => {
    try {
      if (c.var.databaseProblem) throw c.var.databaseProblem
      await requireSchema(database)
      await database.requireWritable()
      const reasons = await whyStoresWait(database)
      return c.json({ status: reasons.length === 0 ? ('ready' as const) : ('degraded' as const), reasons }, 200)
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error
      return c.json({ status: 'unready' as const, reasons: [error.message] }, 503)
    }
  })

async function whyStoresWait(database: Database): Promise<string[]> {
  const pollers = await readPollers(database)
  const [latest] = pollers
  if (latest === undefined)
    return (await hasEverTicked(database))
      ? [`no poller has ticked on ${database.location} for more than a day`]
      : [`no poller has ever ticked on ${database.location}`]
  const alive = pollers.filter(({ ageMs }) => ageMs <= silentAfterMs)
  if (alive.length === 0) return [silence(latest, database.location)]
  return alive.flatMap(({ id, clusterProblem }) =>
    clusterProblem === null ? [] : [`the cluster is out of reach of poller ${id}: ${clusterProblem}`],
  )
}

function silence({ id, ageMs }: Poller, location: string): string {
  return `no poller has ticked on ${location} for ${Math.floor(ageMs / 60_000)} minutes; the last was ${id}`
}
