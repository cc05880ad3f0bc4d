// What Helm has recorded of many stores, from the labels of its Secrets: no payload, no Helm process.
import { inChunks } from './chunks.ts'
import type { Cluster, KubeObject } from './open-cluster.ts'

/** Helm's own words. A record that says anything else is `unknown`. */
export const releaseStatuses = [
  'unknown',
  'deployed',
  'uninstalled',
  'superseded',
  'failed',
  'uninstalling',
  'pending-install',
  'pending-upgrade',
  'pending-rollback',
] as const
export type ReleaseStatus = (typeof releaseStatuses)[number]

/** `ageMs` since the record was made, by the API server's clock. */
export type Release = { status: ReleaseStatus; version: number; ageMs: number; deployedVersion?: number }

export type Releases = { releases: Map<string, Release>; serverTimeMs: number }

/**
 * The newest record of each store's release; a store without one is not in the map. One LIST per 100 ids; for no ids no
 * LIST, and `serverTimeMs` 0.
 */
export async function listReleases(cluster: Pick<Cluster, 'list'>, ids: string[]): Promise<Releases> {
  const releases = new Map<string, Release>()
  let serverTimeMs = 0
  for (const chunk of inChunks(ids)) {
    const labelSelector = `owner=helm,name in (${chunk.join(',')})`
    const listing = await cluster.list({ resource: 'secrets', labelSelector, metadataOnly: true })
    serverTimeMs = listing.serverTimeMs
    for (const secret of listing.items) note(releases, secret, serverTimeMs)
  }
  return { releases, serverTimeMs }
}

function note(releases: Map<string, Release>, { metadata }: KubeObject, serverTimeMs: number): void {
  const { name: id, status: told, version: label } = metadata.labels ?? {}
  const version = Number(label)
  if (id === undefined || told === undefined || !Number.isInteger(version)) return
  // Anybody may label a Secret in a namespace of their own.
  if (metadata.namespace !== `store-${id}` || !metadata.name.startsWith('sh.helm.release.v1.')) return
  const status = releaseStatuses.find((known) => known === told) ?? 'unknown'
  const before = releases.get(id)
  const ageMs = serverTimeMs - Date.parse(metadata.creationTimestamp ?? '')
  const newest = before !== undefined && before.version > version ? before : { status, version, ageMs }
  releases.set(id, withDeployed(newest, newestDeployed(before, status, version)))
}

function newestDeployed(before: Release | undefined, status: string, version: number): number | undefined {
  if (status !== 'deployed') return before?.deployedVersion
  return Math.max(version, before?.deployedVersion ?? 0)
}

function withDeployed({ status, version, ageMs }: Release, deployedVersion: number | undefined): Release {
  return { status, version, ageMs, ...(deployedVersion === undefined ? {} : { deployedVersion }) }
}
