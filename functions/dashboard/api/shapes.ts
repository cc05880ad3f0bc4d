// The shapes of what the API answers, taken from its own types.
import type { hc, InferResponseType } from 'hono/client'
import type { StoresApi } from '../../app.ts'

type Api = ReturnType<typeof hc<StoresApi>>
type Stores = Api['stores']
type One = Stores[':id']

export type Overview = InferResponseType<Api['overview']['$get'], 200>
export type Store = InferResponseType<One['$get'], 200>
export type StoreItem = InferResponseType<Stores['$get'], 200>['stores'][number]
export type StoreEvent = Exclude<InferResponseType<One['events']['$get'], 200>, string | Response>['events'][number]
export type Operation = InferResponseType<Api['operations'][':op']['$get'], 200>
export type Credentials = InferResponseType<One['credentials']['$get'], 200>
export type Status = StoreItem['status']
export type Engine = StoreItem['engine']
export type Step = NonNullable<StoreItem['progress']>['step']
