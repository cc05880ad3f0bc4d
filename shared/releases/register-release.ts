// What a poller's own chart holds becomes a release, and the default of its cluster where that follows the pollers.
import type { Database, Statement } from '../database/database.ts'
import { now } from '../database/now.ts'
import { nameCluster } from '../installation.ts'
import { silentAfterMs } from '../stores/index.ts'
import { contentBinds, defaultNames, type NewRelease } from './new-release.ts'

export type Registration = {
  pollerId: string
  /** The cluster that the poller serves. */
  cluster: string
  release: NewRelease
  /** Whether its process has just begun: then a poller that was stopped keeps the default no longer. */
  isFirst: boolean
}

/** The same content is the same release: one that is there already keeps its name. */
export async function registerRelease(database: Database, registration: Registration): Promise<void> {
  const { pollerId, cluster, release } = registration
  await database.write([
    nameCluster(cluster),
    {
      sql: `INSERT INTO releases (name, digest, chart_name, chart_version, content, checked, actor, created_at)
        SELECT value, :digest, :chart_name, :chart_version, :content, 0, 'poller', ${now} FROM json_each(:names)
        WHERE NOT EXISTS (SELECT 1 FROM releases WHERE digest = :digest) AND value NOT IN (SELECT name FROM releases)
        ORDER BY key LIMIT 1`,
      args: { ...contentBinds(release), names: JSON.stringify(defaultNames(release)) },
    },
    takeDefault(registration),
    {
      sql: 'UPDATE pollers SET release_digest = :digest WHERE id = :poller_id AND release_digest IS NOT :digest',
      args: { digest: release.digest, poller_id: pollerId },
    },
  ])
}

/** For a release that is registered: its poller may be the only one that is left. */
export async function takeOverDefault(database: Database, registration: Registration): Promise<void> {
  await database.write([takeDefault(registration)])
}

/**
 * The cluster's default becomes this release where the poller's row last registered another one, or where no other poller
 * that runs for the cluster has the default as its own: so two pollers with different charts do not take it from each other in turn. What an operator
 * has set stays.
 */
function takeDefault({ pollerId, cluster, release: { digest }, isFirst }: Registration): Statement {
  return {
    sql: `UPDATE clusters SET default_release = own.name, default_release_by = 'poller'
      FROM (SELECT name FROM releases WHERE digest = :digest) AS own
      WHERE clusters.name = :cluster AND default_release_by IS NOT 'operator' AND default_release IS NOT own.name AND (
        (SELECT release_digest FROM pollers WHERE id = :poller_id) IS NOT :digest OR NOT EXISTS (
          SELECT 1 FROM pollers AS keeper JOIN releases ON releases.digest = keeper.release_digest
          WHERE releases.name = default_release AND keeper.cluster = :cluster AND keeper.id <> :poller_id
            AND keeper.last_tick_at > ${now} - :silent_ms AND (keeper.stopped_at IS NULL OR NOT :is_first)))`,
    args: { digest, cluster, poller_id: pollerId, is_first: Number(isFirst), silent_ms: silentAfterMs },
  }
}
