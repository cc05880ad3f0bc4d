// What several commands print, as types made from the schemas of the functions; no code of theirs is bundled.
import type { z } from 'zod'
import type { eventPageSchema } from '../../functions/http/schemas/event-schemas.ts'
import type { operationSchema } from '../../functions/http/schemas/operation-schemas.ts'
import type { storeItemSchema, storeSchema } from '../../functions/http/schemas/store-schemas.ts'

export type StoreAnswer = z.infer<typeof storeSchema>
export type StoreItem = z.infer<typeof storeItemSchema>
export type StorePage = { stores: StoreItem[]; next_cursor: string | null }
export type Operation = z.infer<typeof operationSchema>
export type OperationPage = { operations: Operation[]; next_cursor: string | null }
export type EventPage = z.infer<typeof eventPageSchema>
export type Event = EventPage['events'][number]
