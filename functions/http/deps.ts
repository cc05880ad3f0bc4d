// What every endpoint is handed, and what the middlewares in front of it have found out about a request.
import type { ServerResponse } from 'node:http'
import type { Scope } from '../../shared/api-keys.ts'
import type { Clock } from '../../shared/clock.ts'
import type { SecretKey } from '../../shared/credentials.ts'
import type { Database, DatabaseError } from '../../shared/database/database.ts'
import type { ErrorCode } from '../../shared/errors.ts'
import type { Log } from '../../shared/log.ts'
import type { Caller } from '../../shared/stores/index.ts'
import type { ApiDocument } from './api-document.ts'
import type { HttpMetrics } from './http-metrics.ts'
import type { EventFeed } from './streams/event-feed.ts'
import type { Places } from './streams/places.ts'
import type { StoreFeed } from './streams/store-feed.ts'

export type Settings = {
  reservedNames: readonly string[]
  /** Absent in a process that gives out no credentials. */
  secretKeys: readonly SecretKey[] | undefined
  /** Whether anybody may be served while no key exists: only where nothing but this machine can connect. */
  keylessAllowed: boolean
  /** For each key and in this process; 0 or absent is without limit. */
  rateLimitPerSecond?: number
  /** For how long a deleted name is kept for its former owner; 0 or absent is not at all. */
  nameHoldMs?: number
  /** Event streams at once, in this process. */
  maxStreams?: number
  /** Requests at once, in this process, whose answers are held back. */
  maxWaits?: number
  /** Whose pages may read answers; none where absent. */
  corsAllowOrigins?: readonly string[] | undefined
}

/** What a browser is given: the text of each file. */
export type DashboardFiles = { script: string; style: string; icon: string }

/** What a program hands in. */
export type ProgramDeps = {
  database: Database
  log: Log
  clock: Clock
  settings: Settings
  /** Aborts when the process is told to stop: whoever waits is answered then. */
  stopping?: AbortSignal
  /** Absent in a process that serves the API alone. */
  dashboard?: DashboardFiles
  /** Where the server around the API counts too. */
  metrics?: HttpMetrics
}
/** What every endpoint is handed: `completeDeps` adds what a process has one of. */
export type Deps = ProgramDeps & {
  metrics: HttpMetrics
  eventFeed: EventFeed
  storeFeed: StoreFeed
  streamPlaces: Places
  waitPlaces: Places
}
/** What the endpoints are handed that show the document of the API. */
export type DocumentDeps = Deps & { document: () => ApiDocument }

/** `keyId` is null for whoever needs no key. */
export type Access = { caller: Caller; scopes: readonly Scope[]; maxStores: number | null; keyId: string | null }

export type ApiEnv = {
  /** What the server hands along; absent where none stands between, as in a test. */
  Bindings: { outgoing?: ServerResponse }
  Variables: {
    requestId: string
    traceId: string | null
    access: Access
    /** Set where the request is refused, for the log. */
    refusal?: { code: ErrorCode; rules?: string[] }
    /** Where health is asked: who asks, as far as that is known. */
    asker?: Access
    /** Where health is asked: why the database has just not answered, so that it is not waited for twice. */
    databaseProblem?: DatabaseError
  }
}
