// GET /overview: what a caller's stores look like as a whole, who the caller is, and what the poller's side says.
import { createRoute, z } from '@hono/zod-openapi'
import { scopes } from '../../shared/api-keys.ts'
import { type Engine, engineOf, engines } from '../../shared/engines/index.ts'
import { failureCodes } from '../../shared/failure-codes.ts'
import { type Poller, readOverview, readPollers, statuses } from '../../shared/stores/index.ts'
import { createApp } from '../http/create-app.ts'
import { degradedReasons, isTicking } from '../http/degraded-reasons.ts'
import type { Access, Deps } from '../http/deps.ts'
import { presentItem } from '../http/present-store.ts'
import { presentTime } from '../http/present-time.ts'
import { failureCodeNames, text, time } from '../http/schemas/fields.ts'
import { noQuery } from '../http/schemas/query-schemas.ts'
import { refusals } from '../http/schemas/refusals.ts'
import { storeItemSchema } from '../http/schemas/store-schemas.ts'
import { tellReason } from '../http/tell-reason.ts'
import { timeToReady } from '../http/time-to-ready.ts'
import { whyUnavailable } from '../http/unavailable-engine.ts'

const whole = z.number().int()
const offer = z
  .object({
    label: text('Its name for people'),
    description: text('What it is, in a sentence'),
    available: z.boolean().openapi({ description: 'Whether a store can be created with it' }),
    reason: z.string().nullable().openapi({ description: 'Why no store can be created with it; null where one can' }),
  })
  .openapi('EngineOffer')

const overviewSchema = z
  .object({
    access: z.object({
      owner: text('Whose key this is'),
      scopes: z.array(z.enum(scopes)).openapi({ description: 'What the key allows' }),
      all_owners: z.boolean().openapi({ description: 'Whether the figures cover the stores of all owners' }),
      key: z.boolean().openapi({ description: 'False while no API key has been created' }),
    }),
    stores: z.array(
      z.object({
        status: z.enum(statuses),
        count: whole.openapi({ description: 'How many stores have it; of one owner, at most 10000 are counted' }),
        at_least: z.boolean().openapi({ description: 'True where counting stopped at its limit; there may be more' }),
      }),
    ),
    failures: z
      .array(
        z.object({
          code: z.enum(failureCodeNames),
          count: whole.openapi({ description: 'How many stores failed with it' }),
          meaning: text('What the code means'),
          cure: text('What to do'),
        }),
      )
      .openapi({ description: 'Of the newest 1000 stores that are FAILED now, the most frequent first' }),
    time_to_ready: z
      .object({
        stores: whole.openapi({ description: 'How many stores were looked at' }),
        p50_seconds: z.number().nullable().openapi({ description: 'The median; null without stores' }),
        p95_seconds: z
          .number()
          .nullable()
          .openapi({ description: 'Of 100 stores, 95 took at most this; null without stores' }),
        within: z.array(
          z.object({
            seconds: whole.nullable().openapi({ description: 'The upper end of the range; null is any' }),
            count: whole.openapi({ description: 'How many stores are in the range' }),
          }),
        ),
      })
      .openapi({
        description:
          'Of the newest 500 READY stores, from creation or retry; `within` counts those that took at most so many seconds but more than those before, null is any',
      }),
    degraded: z
      .array(storeItemSchema)
      .openapi({ description: 'READY stores whose health is degraded, at most 100, of the newest 10000' }),
    poller: z.object({
      last_tick_at: time.nullable().openapi({ description: 'The last heartbeat of any poller; null before the first' }),
      ticking: whole.openapi({ description: 'Pollers that ticked within 5 minutes' }),
      reasons: z.array(z.string()).openapi({ description: 'Why stores have to wait; empty where they do not' }),
      url_template: z
        .string()
        .nullable()
        .openapi({ description: 'The address of a new shop, with `{name}` for its name; null before any poller ran' }),
      engines: z.record(z.string(), offer).openapi({ description: 'By name: every engine that this server knows' }),
    }),
    reserved_names: z.array(z.string()).openapi({ description: 'Names that no store can have' }),
  })
  .openapi('Overview')

const route = createRoute({
  method: 'get',
  path: '/overview',
  operationId: 'getOverview',
  summary: 'Get an overview of all stores and of the permissions of the key',
  request: { query: noQuery },
  responses: {
    200: { description: 'The overview', content: { 'application/json': { schema: overviewSchema } } },
    ...refusals(),
  },
})

export const getOverview = ({ database, settings }: Deps) =>
  createApp().openapi(route, async (c) => {
    const { access } = c.var
    const seen = await readOverview(database, access.caller)
    const pollers = await readPollers(database)
    const reasons = (await degradedReasons(database, pollers)).map((reason) => tellReason(reason, access))
    return c.json(
      {
        access: presentAccess(access),
        stores: seen.stores.map(({ status, count, atLeast }) => ({ status, count, at_least: atLeast })),
        failures: seen.failures.map(({ code, count }) => {
          const { meaning, cure } = failureCodes[code]
          return { code, count, meaning, cure }
        }),
        time_to_ready: timeToReady(seen.readyMs),
        degraded: seen.degraded.map((store) => presentItem(store, noProgress)),
        poller: { ...presentPollers(pollers, access), reasons },
        reserved_names: [...settings.reservedNames],
      },
      200,
    )
  })

/** What is degraded is READY, and nothing is being done to it that keeps it from being shown. */
const noProgress = new Map<string, never>()

function presentAccess({ caller, scopes, keyId }: Access) {
  return { owner: caller.owner, scopes: [...scopes], all_owners: caller.allOwners, key: keyId !== null }
}

function presentPollers(pollers: Poller[], access: Access) {
  const [latest] = pollers
  return {
    last_tick_at: latest === undefined ? null : presentTime(latest.lastTickAt),
    ticking: pollers.filter(isTicking).length,
    url_template: latest?.urlTemplate.replaceAll('{domain}', latest.domain) ?? null,
    engines: Object.fromEntries(engines.map((engine) => [engine, presentOffer(engine, pollers, access)])),
  }
}

function presentOffer(engine: Engine, pollers: Poller[], access: Access) {
  const { label, description } = engineOf(engine)
  const why = whyUnavailable(engine, pollers)
  return { label, description, available: why === null, reason: why && tellReason(why, access) }
}
