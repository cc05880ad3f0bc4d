// What the API answers, as types made from the schemas of the functions; no code of theirs is bundled.
import type { z } from 'zod'
import type {
  createdSchema,
  eventPageSchema,
  storeItemSchema,
  storeSchema,
} from '../../functions/http/answer-schemas.ts'

export type CreatedAnswer = z.infer<typeof createdSchema>
export type StoreAnswer = z.infer<typeof storeSchema>
export type StoreItem = z.infer<typeof storeItemSchema>
export type StorePage = { stores: StoreItem[]; next_cursor: string | null }
export type EventPage = z.infer<typeof eventPageSchema>
export type DeletionAnswer = { id: string; status: 'DELETING' | 'DELETED'; message: string }
export type CredentialsAnswer = { id: string; admin_url: string; user: string; password: string; message: string }
