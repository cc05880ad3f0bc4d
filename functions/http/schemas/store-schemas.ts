// A store as answers show it: created, in a page, alone.
import { z } from '@hono/zod-openapi'
import { engines } from '../../../shared/engines/index.ts'
import { operationKinds, steps } from '../../../shared/operations/index.ts'
import { healthStates, statuses } from '../../../shared/stores/index.ts'
import { failureCodeNames, text, textOrNull, timeOf } from './fields.ts'

const storeFields = {
  id: 'The name and six random characters; also the Helm release',
  name: 'As it was asked for',
  namespace: 'The namespace in the cluster: `store-` and the id',
  createdAt: 'When the store was asked for',
}

export const createdSchema = z
  .object({
    id: text(storeFields.id),
    name: text(storeFields.name),
    engine: z.enum(engines),
    namespace: text(storeFields.namespace),
    status: z.enum(statuses),
    created_at: timeOf(storeFields.createdAt),
  })
  .openapi('CreatedStore', {
    example: {
      id: 'my-store-abc123',
      name: 'my-store',
      engine: engines[0],
      namespace: 'store-my-store-abc123',
      status: 'PROVISIONING',
      created_at: '2026-02-10T10:00:00.000Z',
    },
  })

const itemExample = {
  id: 'my-store-abc123',
  owner: 'default',
  name: 'my-store',
  engine: engines[0],
  namespace: 'store-my-store-abc123',
  helm_release: 'my-store-abc123',
  status: 'READY',
  store_url: 'http://my-store.localhost',
  release: { name: '0.2.0-3f9a1c2e', outdated: false },
  operation: null,
  progress: null,
  failure_code: null,
  failure_reason: null,
  recoverable: false,
  health: { status: 'healthy', reason: null },
  created_at: '2026-02-10T10:00:00.000Z',
  updated_at: '2026-02-10T10:01:12.000Z',
} as const

export const storeItemSchema = z
  .object({
    id: text(storeFields.id),
    owner: text('The owner of the key that created it'),
    name: text(storeFields.name),
    engine: z.enum(engines),
    namespace: text(storeFields.namespace),
    helm_release: text('The Helm release; the same as the id'),
    status: z.enum(statuses),
    store_url: textOrNull('The address of the shop; null until the store is READY'),
    release: z
      .object({
        name: text('The name of the release'),
        outdated: z.boolean().openapi({ description: 'Whether new stores now get another release' }),
      })
      .nullable()
      .openapi({ description: 'Null until its first install' }),
    operation: z
      .object({
        id: text('The id of the operation'),
        kind: z.enum(operationKinds),
        step: z.enum(steps),
        message: textOrNull('What it waits for'),
      })
      .nullable()
      .openapi({ description: 'The operation in progress; null when there is none' }),
    progress: z
      .object({
        step: z.enum(steps),
        message: textOrNull('What it waits for'),
        position: z.number().int().optional().openapi({ description: 'How many stores are ahead in the queue' }),
      })
      .nullable()
      .openapi({ description: 'How far the open operation has come; null when there is none' }),
    failure_code: z.enum(failureCodeNames).nullable().openapi({ description: 'Why it is FAILED, for programs' }),
    failure_reason: textOrNull('Why it is FAILED, for people'),
    recoverable: z.boolean().openapi({
      description: 'True for a FAILED store that was seen healthy since: retry makes it READY and touches nothing',
    }),
    health: z
      .object({ status: z.enum(healthStates), reason: textOrNull('Why it is not healthy') })
      .nullable()
      .openapi({ description: 'What the last look at a READY store found; null before the first look' }),
    created_at: timeOf(storeFields.createdAt),
    updated_at: timeOf('When the store last changed'),
  })
  .openapi('StoreItem', { example: itemExample })

export const storeSchema = storeItemSchema
  .extend({ cluster: text('The name of the cluster it runs on') })
  .openapi('Store', { example: { ...itemExample, cluster: 'default' } })
