// Stores on which nothing is being done, and whose namespace or release is no longer there.
import type { Database } from '../../../shared/database/database.ts'
import { listReleases } from '../../../shared/kubernetes/helm-releases.ts'
import type { KubeObject } from '../../../shared/kubernetes/open-cluster.ts'
import { type Orphan, storeOf } from './orphan.ts'
import type { Sides } from './with-cluster.ts'

export type Settled = { id: string; status: string; namespace: string; hadNamespace: 0 | 1; hadRelease: 0 | 1 }

// A FAILED store has what its operations have passed: a namespace by any of them, for none removes it; a release by the
// newest, for a retry removes that of before.
const settledRows = `
WITH passed AS (
  SELECT store_id, created_at, id, at.place > namespace.place AS namespace, at.place > release.place AS release
  FROM operations
    JOIN steps AS at ON at.kind = operations.kind AND at.step = operations.step
    JOIN steps AS namespace ON namespace.kind = operations.kind AND namespace.step = 'namespace'
    JOIN steps AS release ON release.kind = operations.kind AND release.step = 'release'
)
SELECT id, status, namespace,
  status <> 'FAILED' OR EXISTS (SELECT 1 FROM passed WHERE store_id = stores.id AND passed.namespace) AS hadNamespace,
  status <> 'FAILED' OR coalesce((
    SELECT release FROM passed WHERE store_id = stores.id ORDER BY created_at DESC, id DESC LIMIT 1), 0) AS hadRelease
FROM stores WHERE cluster = :cluster AND operation_id IS NULL AND status <> 'DELETED' ORDER BY created_at, id`

export function readSettled({ database, name }: Pick<Sides, 'database' | 'name'>): Promise<Settled[]> {
  return database.query<Settled>(settledRows, { cluster: name })
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
    'SELECT id, status FROM stores WHERE operation_id IS NULL AND id IN (SELECT value FROM json_each(:ids))',
    { ids: JSON.stringify(gone.map(({ id }) => id)) },
  )
  const statuses = new Map(rows.map(({ id, status }) => [id, status]))
  return gone.filter(({ id, row }) => statuses.get(id) === row)
}
