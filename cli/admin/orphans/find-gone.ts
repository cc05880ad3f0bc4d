// READY and FAILED stores whose namespace or release is no longer there.

import type { Database } from '../../../shared/database/database.ts'
import { listReleases } from '../../../shared/kubernetes/helm-releases.ts'
import type { KubeObject } from '../../../shared/kubernetes/open-cluster.ts'
import { type Orphan, storeOf } from './orphan.ts'
import type { Sides } from './with-cluster.ts'

type Settled = { id: string; status: string; namespace: string; hadNamespace: 0 | 1; hadRelease: 0 | 1 }

// A store that failed early never had the one or the other: the steps that ended since its last start tell.
const reached = (step: string) => `(status = 'READY' OR EXISTS (
  SELECT 1 FROM events WHERE store_id = stores.id AND kind = 'step' AND step = '${step}' AND id > (
    SELECT MAX(id) FROM events WHERE store_id = stores.id AND kind = 'transition' AND to_status = 'PROVISIONING')))`

const settledRows = `SELECT id, status, namespace, ${reached('namespace')} AS hadNamespace, ${reached('release')} AS hadRelease
FROM stores WHERE status IN ('READY', 'FAILED') ORDER BY created_at, id`

export function readSettled(database: Database): Promise<Settled[]> {
  return database.query<Settled>(settledRows)
}

/** `namespaces` were listed after `settled` was read. */
export async function findGone(
  settled: Settled[],
  namespaces: KubeObject[],
  { cluster, database }: Sides,
): Promise<Orphan[]> {
  const there = new Set(namespaces.map((one) => `${storeOf(one)} ${one.metadata.name}`))
  const ids = settled.map(({ id }) => id)
  const { releases } = await listReleases(cluster, ids)
  const gone = settled.flatMap(({ id, status, hadNamespace, hadRelease, ...row }): Orphan[] => {
    const namespace = there.has(`${id} ${row.namespace}`) ? row.namespace : null
    const release = releases.get(id)?.status ?? null
    const lacks = (hadNamespace && namespace === null) || (hadRelease && release === null)
    return lacks ? [{ what: 'gone', id, namespace, release, row: status }] : []
  })
  return stillSettled(gone, database)
}

/** A store that was deleted or retried while we looked is not reported: a poller is at work on it. */
async function stillSettled(gone: Orphan[], database: Database): Promise<Orphan[]> {
  if (gone.length === 0) return []
  const rows = await database.query<{ id: string; status: string }>(
    'SELECT id, status FROM stores WHERE id IN (SELECT value FROM json_each(?))',
    [JSON.stringify(gone.map(({ id }) => id))],
  )
  const statuses = new Map(rows.map(({ id, status }) => [id, status]))
  return gone.filter(({ id, row }) => statuses.get(id) === row)
}
