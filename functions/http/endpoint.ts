// What the registry says of an endpoint; the application, the single bundles, the access checks and the documents read it.
import type { HonoBase } from 'hono/hono-base'
import type { BlankSchema } from 'hono/types'
import type { Scope } from '../../shared/api-keys.ts'
import type { ApiEnv, DocumentDeps } from './deps.ts'

/** A scope that the key must have. `keyless`: no key, but this machine only while no key was ever made. `open`: no check at all. */
export type EndpointAccess = Scope | 'keyless' | 'open'

/** Where an endpoint can be found: as it is, and below /api/v1. */
export type Mount = '/' | '/api/v1'

export type Endpoint = {
  /** Its file in functions/endpoints/, and its bundle in dist/functions/; in camel case, what the file exports. */
  name: string
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Parameters as `:id`. */
  path: string
  /** What it answers besides, with the same method. */
  morePaths?: readonly string[]
  mounts: readonly Mount[]
  access: EndpointAccess
  make: (deps: DocumentDeps) => HonoBase<ApiEnv, BlankSchema, '/', string>
  /** The file in functions/standalone/ that hands its bundle what only this endpoint needs. */
  standalone?: 'documented' | 'with-dashboard'
}

/** Every path at which it answers. */
export function placesOf({ path, morePaths = [], mounts }: Pick<Endpoint, 'path' | 'morePaths' | 'mounts'>): string[] {
  return mounts.flatMap((mount) => [path, ...morePaths].map((one) => (mount === '/' ? one : `${mount}${one}`)))
}
